// The three ways a message leaves: sent by the product, opened in the person's own mail program, copied. What leaves by hand is recorded. Entered by MessagePanel.
import { Button } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { MailRegular } from '@fluentui/react-icons/svg/mail'
import { SendRegular } from '@fluentui/react-icons/svg/send'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AffectedCustomer } from '../../../contract/customer-notices.ts'
import type { Message, NoticeKind, NoticeLanguage } from '../../../contract/notice-templates.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { useRecordNotice } from './customer-notices.data.ts'
import { mailtoOf } from './mailto.ts'
import { useTellStyles } from './tell.styles.ts'

export type MessageActionsProps = {
  customer: AffectedCustomer
  issueId: string
  kind: NoticeKind
  language: NoticeLanguage
  address: string
  message: Message
  onSend: () => void
}

export function MessageActions({ customer, issueId, kind, language, address, message, onSend }: MessageActionsProps) {
  const styles = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const { mutate, isPending, error } = useRecordNotice(issueId)
  // One for one intention: what is clicked twice while it is on its way is recorded once.
  const key = useRef(crypto.randomUUID())
  const record = (way: 'mailto' | 'copied') => {
    if (isPending) return
    const recorded = {
      key: key.current,
      way,
      tenantId: customer.tenantId,
      kind,
      language,
      address: isAddress(address) ? address : null,
      message,
    }
    mutate(recorded, {
      onSuccess: () => {
        key.current = crypto.randomUUID()
      },
    })
  }
  const copy = async () => {
    await navigator.clipboard.writeText(`${message.subject}\n\n${message.body}`)
    showToast({ text: t('message.copied', { name: customer.name }) })
    record('copied')
  }
  const mailto = mailtoOf(address, message)
  const openMail = async () => {
    if (!mailto.whole) {
      await navigator.clipboard.writeText(message.body)
      showToast({ text: t('message.tooLong') })
    }
    record('mailto')
  }
  const reachable = isAddress(address)
  return (
    <>
      <div className={styles.buttons}>
        <Button appearance="primary" icon={<SendRegular />} disabledFocusable={!reachable} onClick={() => reachable && onSend()}>
          {t('message.send')}
        </Button>
        {reachable ? (
          <Button as="a" href={mailto.href} icon={<MailRegular />} onClick={() => void openMail()}>
            {t('message.mailto')}
          </Button>
        ) : (
          <Button icon={<MailRegular />} disabledFocusable>
            {t('message.mailto')}
          </Button>
        )}
        <Button icon={<CopyRegular />} onClick={() => void copy()}>
          {t('message.copy')}
        </Button>
      </div>
      {!reachable && <p className={styles.quiet}>{t(address ? 'message.badAddress' : 'message.noAddress')}</p>}
      {error && <ErrorPanel error={error} bare />}
    </>
  )
}

/** What the server takes as an address, so that nobody is refused after the click. */
const isAddress = (text: string): boolean => /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/i.test(text)
