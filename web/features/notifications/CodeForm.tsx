// Verifying an address by the code that was mailed to it; pasting the whole code, with spaces too, sends it off. Entered by ChannelItem.
import { Button, Field, Input } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, NoticeOwner } from '../../../contract/notifications.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { useSendCode, useVerify } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'

const digits = 6

export function CodeForm({ owner, channel: { channelId, name, state, codeSentAt } }: { owner: NoticeOwner; channel: Channel }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const [code, setCode] = useState('')
  const verify = useVerify(owner)
  const send = useSendCode(owner)
  const check = (given: string) => {
    if (given.length !== digits || verify.isPending) return
    verify.mutate(
      { channelId, code: given },
      { onSuccess: () => showToast({ text: t('code.verified', { name }) }), onError: () => setCode('') },
    )
  }
  const type = (text: string) => {
    const typed = text.replace(/\D/g, '').slice(0, digits)
    setCode(typed)
    check(typed)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    check(code)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {/* What is paused says so itself. */}
      {(codeSentAt || state !== 'paused') && <p className={styles.text}>{codeSentAt ? t('code.sent', { name }) : t('code.notSent')}</p>}
      <div className={styles.line}>
        {codeSentAt && (
          <Field className={styles.codeField} label={t('code.field')}>
            <Input
              inputMode="numeric"
              autoComplete="one-time-code"
              aria-label={t('code.fieldOf', { name })}
              value={code}
              onChange={(_, { value }) => type(value)}
            />
          </Field>
        )}
        {codeSentAt && (
          <Button type="submit" appearance="primary" disabledFocusable={code.length !== digits || verify.isPending}>
            {t('code.verify')}
          </Button>
        )}
        <Button
          disabledFocusable={send.isPending}
          onClick={() => !send.isPending && send.mutate(channelId, { onSuccess: () => showToast({ text: t('code.resent', { name }) }) })}
        >
          {t(codeSentAt ? 'code.again' : 'code.send')}
        </Button>
      </div>
      {(verify.error ?? send.error) && <ErrorPanel error={verify.error ?? send.error} bare />}
    </form>
  )
}
