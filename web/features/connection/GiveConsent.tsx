// Gives the app consent for one customer, where it is shown that its consent is missing. Entered by pages that show a customer's readings.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { ConsentOutcome } from './ConsentOutcome.tsx'
import { useGiveConsent } from './connection.data.ts'

const useStyles = makeStyles({
  root: { display: 'grid', justifyItems: 'start', gap: tokens.spacingVerticalXS, '@media print': { display: 'none' } },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

/** `onGiven`: the customer's readings have been asked for. */
export function GiveConsent({ tenantId, onGiven }: { tenantId: string; onGiven: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('connection')
  const mayChange = useMay('connection.change')
  const { mutate, isPending, error, data: outcomes } = useGiveConsent()
  if (!mayChange) return <p className={styles.quiet}>{t('consents.byWhom')}</p>
  const give = () =>
    mutate([tenantId], {
      onSuccess: (results) => {
        if (!results.some(({ ok }) => ok)) return
        showToast({ text: t('consents.done', { count: 1 }) })
        onGiven()
      },
    })
  const outcome = isPending ? undefined : outcomes?.[0]
  return (
    <div className={styles.root} role="status">
      <Button size="small" appearance="primary" disabledFocusable={isPending} onClick={give}>
        {isPending ? t('consents.givingOne') : t('consents.giveOne')}
      </Button>
      {outcome ? <ConsentOutcome outcome={outcome} denied={t('consents.how')} /> : <p className={styles.quiet}>{t('consents.how')}</p>}
      {error && <ErrorPanel error={error} bare />}
    </div>
  )
}
