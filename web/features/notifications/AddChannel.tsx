// Adding an address of one's own, or a shared mailbox, a Teams channel or a webhook of the partner. Entered by the page.
import { Button, Field, Input, Select } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelKind } from '../../../contract/notifications.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useAddAddress, useAddPartnerChannel } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { SecretOnce } from './SecretOnce.tsx'

export function AddOwnAddress() {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const [address, setAddress] = useState('')
  const { mutate, isPending, error } = useAddAddress()
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (address.trim() && !isPending) mutate(address.trim(), { onSuccess: () => setAddress('') })
  }
  return (
    <form className={styles.form} onSubmit={add}>
      <div className={styles.line}>
        <Field className={styles.wideField} label={t('add.address')}>
          <Input type="email" autoComplete="email" maxLength={254} value={address} onChange={(_, { value }) => setAddress(value)} />
        </Field>
        <Button type="submit" appearance="primary" disabledFocusable={!address.trim() || isPending}>
          {t('add.do')}
        </Button>
      </div>
      {error && <ErrorPanel error={error} bare />}
    </form>
  )
}

const kinds: readonly ChannelKind[] = ['mail', 'teams', 'webhook']

export function AddPartnerChannel() {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const [kind, setKind] = useState<ChannelKind>('mail')
  const [name, setName] = useState('')
  const [target, setTarget] = useState('')
  const { mutate, isPending, error, data } = useAddPartnerChannel()
  const ready = target.trim() !== '' && (kind === 'mail' || name.trim() !== '') && !isPending
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const empty = () => {
      setName('')
      setTarget('')
    }
    mutate(kind === 'mail' ? { kind, address: target.trim() } : { kind, name: name.trim(), url: target.trim() }, { onSuccess: empty })
  }
  return (
    <form className={styles.form} onSubmit={add}>
      <div className={styles.pair}>
        <Field label={t('add.kind')}>
          <Select value={kind} onChange={(_, { value }) => setKind(value as ChannelKind)}>
            {kinds.map((each) => (
              <option key={each} value={each}>
                {t(`channel.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        {kind !== 'mail' && (
          <Field label={t('add.name')}>
            <Input maxLength={100} value={name} onChange={(_, { value }) => setName(value)} />
          </Field>
        )}
        <Field label={t(kind === 'mail' ? 'add.address' : 'add.url')}>
          <Input
            type={kind === 'mail' ? 'email' : 'url'}
            autoComplete="off"
            maxLength={2_000}
            value={target}
            onChange={(_, { value }) => setTarget(value)}
          />
        </Field>
      </div>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={!ready}>
          {t('add.do')}
        </Button>
      </div>
      {data?.secret && <SecretOnce secret={data.secret} />}
      {error && <ErrorPanel error={error} bare />}
    </form>
  )
}
