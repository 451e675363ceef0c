// What the receiving server said to a test, channel by channel. Entered by ChannelItem and RuleItem.
import { useTranslation } from 'react-i18next'
import type { TestOutcome } from '../../../contract/notifications.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useNotificationStyles } from './notifications.styles.ts'

export function TestAnswer({ outcomes }: { outcomes: readonly TestOutcome[] }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  return (
    <div role="status">
      {outcomes.map(({ channelId, target, ok, response }) => (
        <p key={channelId} className={styles.head}>
          <StatusBadge kind={ok ? 'healthy' : 'danger'} text={t(ok ? 'test.sent' : 'test.failed', { target })} />
          <span className={styles.quiet}>{t('test.said', { said: response })}</span>
        </p>
      ))}
    </div>
  )
}
