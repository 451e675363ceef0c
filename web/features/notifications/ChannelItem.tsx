// One address, Teams channel or webhook: how it stands, and what can be done with it. Entered by ChannelList.
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Channel, NoticeOwner } from '../../../contract/notifications.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { StatusBadge, type StatusKind } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { CodeForm } from './CodeForm.tsx'
import { useRemoveChannel, useRenewSecret, useTestChannel } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { SecretOnce } from './SecretOnce.tsx'
import { TestAnswer } from './TestAnswer.tsx'

const looks: Record<Channel['state'], StatusKind> = { unverified: 'pending', active: 'healthy', paused: 'warning' }

export function ChannelItem({ owner, channel }: { owner: NoticeOwner; channel: Channel }) {
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
      <ChannelActions owner={owner} channel={channel} />
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

function ChannelActions({ owner, channel }: { owner: NoticeOwner; channel: Channel }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const { channelId, kind, name, state } = channel
  const test = useTestChannel(owner)
  const remove = useRemoveChannel(owner)
  const renew = useRenewSecret()
  const mayTest = state === 'active' || kind !== 'mail'
  return (
    <>
      <div className={styles.buttons}>
        {mayTest && (
          <Button
            size="small"
            aria-label={t('channel.testOf', { name })}
            disabledFocusable={test.isPending}
            onClick={() => !test.isPending && test.mutate(channelId)}
          >
            {t(test.isPending ? 'test.running' : state === 'paused' ? 'channel.testAndResume' : 'test.do')}
          </Button>
        )}
        {kind === 'webhook' && (
          <Button size="small" aria-label={t('channel.renewOf', { name })} onClick={() => renew.mutate(channelId)}>
            {t('channel.renew')}
          </Button>
        )}
        <Button
          size="small"
          appearance="subtle"
          aria-label={t('channel.removeOf', { name })}
          disabledFocusable={remove.isPending}
          onClick={() => !remove.isPending && remove.mutate(channelId)}
        >
          {t('remove')}
        </Button>
      </div>
      {test.data && <TestAnswer outcomes={test.data.outcomes} />}
      {renew.data?.secret && <SecretOnce secret={renew.data.secret} />}
      {(test.error ?? remove.error ?? renew.error) && <ErrorPanel error={test.error ?? remove.error ?? renew.error} bare />}
    </>
  )
}
