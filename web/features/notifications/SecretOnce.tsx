// The secret a webhook is signed with, shown this once. Entered by ChannelItem and AddPartnerChannel.
import { useTranslation } from 'react-i18next'
import { CopyText } from '../../ui/CopyText.tsx'
import { useNotificationStyles } from './notifications.styles.ts'

export function SecretOnce({ secret }: { secret: string }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  return (
    <div className={styles.secret} role="status">
      <p className={styles.name}>{t('secret.title')}</p>
      <CopyText label={t('secret.label')} value={secret} hideLabel />
      <p className={styles.quiet}>{t('secret.once')}</p>
    </div>
  )
}
