// A failure in people's words: what happened, what is safe, what to do, and a reference to copy. For a page, a tile or a pane.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { useTranslation } from 'react-i18next'
import type problems from '../i18n/en/problems.json'
import { CopyText } from './CopyText.tsx'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    maxWidth: '640px',
  },
  bare: { border: 'none', padding: 0, backgroundColor: 'transparent' },
  icon: { fontSize: '24px', color: tokens.colorStatusDangerForeground1 },
  words: { display: 'grid', gap: tokens.spacingVerticalXS, minWidth: 0, overflowWrap: 'anywhere' },
  what: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  more: { color: tokens.colorNeutralForeground2 },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalS },
})

export type ErrorPanelProps = { error: unknown; onRetry?: () => void; bare?: boolean }

export function ErrorPanel({ error, onRetry, bare }: ErrorPanelProps) {
  const styles = useStyles()
  const { t, i18n } = useTranslation('problems')
  const { code, reference } = explain(error, (code) => i18n.exists(`problems:what.${code}`))
  return (
    <div className={mergeClasses(styles.root, bare && styles.bare)} role="alert">
      <ErrorCircleRegular className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p className={styles.what}>{t(`what.${code}`)}</p>
        <p className={styles.more}>{t(`safe.${code}`)}</p>
        <p className={styles.more}>{t(`do.${code}`)}</p>
        {(onRetry || reference) && (
          <div className={styles.foot}>
            {onRetry && (
              <Button size="small" onClick={onRetry}>
                {t('retry')}
              </Button>
            )}
            {reference && <CopyText label={t('reference')} value={reference} />}
          </div>
        )}
      </div>
    </div>
  )
}

type Code = keyof typeof problems extends infer K ? (K extends `what.${infer C}` ? C : never) : never

/** What an error says of itself; whatever has no words of its own is our mistake. */
function explain(error: unknown, hasWords: (code: string) => boolean): { code: Code; reference?: string } {
  const { code, reference } = (error ?? {}) as { code?: unknown; reference?: unknown }
  return {
    code: typeof code === 'string' && hasWords(code) ? (code as Code) : 'internal',
    reference: typeof reference === 'string' ? reference : undefined,
  }
}
