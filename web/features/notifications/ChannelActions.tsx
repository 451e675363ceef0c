// What can be done with an address, a Teams channel or a webhook: test it, give it a new secret, remove it. Entered by ChannelItem.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, NoticeOwner, Rule } from '../../../contract/notifications.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { useRemoveChannel, useRenewSecret, useTestChannel } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { SecretOnce } from './SecretOnce.tsx'
import { TestAnswer } from './TestAnswer.tsx'

export type ChannelOf = { owner: NoticeOwner; channel: Channel; rules: readonly Rule[] }

export function ChannelActions({ owner, channel, rules }: ChannelOf) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const { channelId, kind, name, state } = channel
  const test = useTestChannel(owner)
  const renew = useRenewSecret()
  const [asking, setAsking] = useState<'remove' | 'renew'>()
  const close = () => setAsking(undefined)
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
          <Button size="small" aria-label={t('channel.renewOf', { name })} onClick={() => setAsking('renew')}>
            {t('channel.renew')}
          </Button>
        )}
        <Button size="small" appearance="subtle" aria-label={t('channel.removeOf', { name })} onClick={() => setAsking('remove')}>
          {t('remove')}
        </Button>
      </div>
      {test.data && <TestAnswer outcomes={test.data.outcomes} />}
      {renew.data?.secret && <SecretOnce secret={renew.data.secret} />}
      {test.error && <ErrorPanel error={test.error} bare />}
      {asking === 'remove' && <RemoveChannel {...{ owner, channel, rules }} onClose={close} />}
      {asking === 'renew' && (
        <ConfirmDialog
          title={t('confirm.renew', { name })}
          act={t('channel.renew')}
          isPending={renew.isPending}
          error={renew.error}
          onConfirm={() => renew.mutate(channelId, { onSuccess: close })}
          onClose={close}
        >
          <p>{t('confirm.renewWhat')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

/** A rule without any destination goes with its last one, so it is named before. */
function RemoveChannel({ owner, channel: { channelId, name }, rules, onClose }: ChannelOf & { onClose: () => void }) {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const { mutate, isPending, error } = useRemoveChannel(owner)
  const naming = rules.filter(({ channelIds }) => channelIds.includes(channelId))
  const going = naming.filter(({ channelIds }) => channelIds.length === 1)
  const staying = naming.filter(({ channelIds }) => channelIds.length > 1)
  const said = (of: readonly Rule[]) => ({
    count: of.length,
    names: format.list(of.map((rule) => t('confirm.ruleName', { name: rule.name }))),
  })
  return (
    <ConfirmDialog
      title={t('confirm.remove', { name })}
      act={t('remove')}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate(channelId, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t('confirm.channel')}</p>
      {going.length > 0 && <p>{t('confirm.rulesGo', said(going))}</p>}
      {staying.length > 0 && <p>{t('confirm.rulesStay', said(staying))}</p>}
    </ConfirmDialog>
  )
}
