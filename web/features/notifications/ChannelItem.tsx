// One address, Teams channel or webhook: how it stands, and what can be done with it. Entered by ChannelList.
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../contract/notifications.ts'
import { StatusBadge, type StatusKind } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { ChannelActions, type ChannelOf } from './ChannelActions.tsx'
import { CodeForm } from './CodeForm.tsx'
import { useNotificationStyles } from './notifications.styles.ts'

const looks: Record<Channel['state'], StatusKind> = { unverified: 'pending', active: 'healthy', paused: 'warning' }

export function ChannelItem({ owner, channel, rules }: ChannelOf) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const { kind, name, target, state, lastSentAt } = channel
  return (
    <li className={styles.item} data-channel={name}>
      <div className={styles.head}>
        <span className={styles.name}>{name}</span>
        {kind !== 'mail' && (
          <span className={styles.quiet}>
            {t(`channel.${kind}`)} · {target}
          </span>
        )}
        <StatusBadge kind={looks[state]} text={t(`channel.${state}`)} />
        {lastSentAt && (
          <span className={styles.quiet}>
            {t('channel.lastSent')} <When at={lastSentAt} />
          </span>
        )}
      </div>
      {state === 'paused' && <Paused channel={channel} />}
      {kind === 'mail' && state !== 'active' && <CodeForm owner={owner} channel={channel} />}
      <ChannelActions {...{ owner, channel, rules }} />
    </li>
  )
}

/** Why nothing goes there, in the server's own words, and how it goes on. */
function Paused({ channel: { kind, pausedAt, pausedReason } }: { channel: Channel }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  return (
    <p className={styles.text}>
      {t('channel.pausedWhy', { said: pausedReason ?? '' })} {pausedAt && <When at={pausedAt} />}.{' '}
      {t(kind === 'mail' ? 'channel.resumeByCode' : 'channel.resumeByTest')}
    </p>
  )
}
