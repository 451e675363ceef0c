// What Microsoft wrote, in its own words and language. The server has made the HTML safe. Entered by the message's page.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../contract/messages.ts'
import { useProseStyles } from '../../ui/prose.styles.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    padding: '20px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media print': { border: 'none', padding: 0 },
  },
  original: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

export function MessageText({ html, hasAttachments }: Pick<Message, 'html' | 'hasAttachments'>) {
  const styles = useStyles()
  const prose = useProseStyles()
  const { t } = useTranslation('messages')
  return (
    <section className={styles.root} aria-label={t('text')}>
      <p className={styles.original}>{t('original')}</p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made safe by server/base/safe-html.ts, and no script runs here. */}
      <div className={prose.root} lang="en" dangerouslySetInnerHTML={{ __html: html }} />
      {hasAttachments && <p className={styles.original}>{t('attachments')}</p>}
    </section>
  )
}
