// An incident or advisory as an article: what is broken, for whom, since when, what Microsoft says, with its facts beside it. Entered by IssuePage.
import { makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueDetails } from '../../../contract/service-health.ts'
import { ExtentChart } from './ExtentChart.tsx'
import { IssueFacts } from './IssueFacts.tsx'
import { IssueUpdates } from './IssueUpdates.tsx'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXXL} 48px`,
    alignItems: 'start',
    '@media (min-width: 1120px)': { gridTemplateColumns: 'minmax(0, 1fr) 352px' },
    '@media print': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  story: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  aside: {
    display: 'grid',
    gap: tokens.spacingVerticalXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: '20px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    // Where it stands below the text, facts and chart share its width.
    '@media (min-width: 640px) and (max-width: 1119px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: '32px' },
    '@media print': { border: 'none', padding: 0 },
  },
  part: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start', minWidth: 0 },
  heading: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  lead: { maxWidth: '60ch', fontSize: tokens.fontSizeBase400, lineHeight: '26px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

export function IssueArticle({ issue, readAt }: { issue: IssueDetails; readAt: string }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const { posts, language, impact, extent } = issue
  return (
    <div className={styles.columns}>
      <div className={styles.story}>
        <Part title={t('issue.broken')}>
          {impact ? (
            <p lang={language} className={styles.lead}>
              {impact}
            </p>
          ) : (
            <p className={styles.quiet}>{t('issue.noImpact')}</p>
          )}
        </Part>
        <Part title={t('issue.updates')} note={posts.length > 0 && t('issue.updatesCount', { count: posts.length })}>
          <IssueUpdates posts={posts} language={language} />
        </Part>
      </div>
      <aside className={styles.aside}>
        <Part title={t('issue.facts')}>
          <IssueFacts issue={issue} />
        </Part>
        {extent.length > 0 && (
          <Part title={t('issue.extent')}>
            <ExtentChart extent={extent} now={readAt} stillOpen={issue.state === 'open'} />
          </Part>
        )}
      </aside>
    </div>
  )
}

function Part({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const styles = useStyles()
  const id = useId()
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles.heading}>
          {title}
        </h2>
        {note && <p className={styles.quiet}>{note}</p>}
      </div>
      {children}
    </section>
  )
}
