// What Microsoft says of an issue, the newest first, in its own words and language. The server has made the HTML safe. Entered by IssueArticle.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { IssueDetails } from '../../../contract/service-health.ts'
import { useFormat } from '../../i18n/format.ts'
import { useProseStyles } from '../../ui/prose.styles.ts'
import { When } from '../../ui/When.tsx'

const useStyles = makeStyles({
  thread: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  post: {
    position: 'relative',
    padding: '0 0 24px 24px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    marginLeft: '5px',
    ':last-child': { paddingBottom: 0, borderLeft: '2px solid transparent' },
    '@media (max-width: 479px)': { paddingInlineStart: '16px' },
  },
  dot: {
    position: 'absolute',
    insetInlineStart: '-6px',
    top: '6px',
    width: '10px',
    height: '10px',
    borderRadius: '50%',
    border: `2px solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  newestDot: { backgroundColor: tokens.colorNeutralStrokeAccessible },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '8px',
    marginBottom: '6px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: 'normal',
  },
  newest: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  none: { color: tokens.colorNeutralForeground2 },
})

export function IssueUpdates({ posts, language }: Pick<IssueDetails, 'posts' | 'language'>) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  if (posts.length === 0) return <p className={styles.none}>{t('issue.noUpdates')}</p>
  return (
    <ol className={styles.thread}>
      {posts.map((post, index) => (
        <li key={`${post.at} ${post.html.length}`} className={styles.post}>
          <span className={mergeClasses(styles.dot, index === 0 && styles.newestDot)} aria-hidden="true" />
          <Post post={post} language={language} newest={index === 0} />
        </li>
      ))}
    </ol>
  )
}

type PostProps = { post: IssueDetails['posts'][number]; language: string; newest: boolean }

function Post({ post, language, newest }: PostProps) {
  const styles = useStyles()
  const prose = useProseStyles()
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  return (
    <>
      <h3 className={styles.head}>
        {newest && <span className={styles.newest}>{t('issue.newest')}</span>}
        {post.at && (
          <>
            <span>{format.dateTime(post.at)}</span>
            <When at={post.at} />
          </>
        )}
      </h3>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server lets only plain text elements and links through, see the contract. */}
      <div className={prose.root} lang={language} dangerouslySetInnerHTML={{ __html: post.html }} />
    </>
  )
}
