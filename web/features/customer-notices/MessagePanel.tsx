// The message for one customer: its language, address and words, each to be changed; then copied, opened in a mail program, or sent. Entered by TellBoard.
import { Button, Field, type FieldProps, Input, Select, Textarea } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AffectedCustomer } from '../../../contract/customer-notices.ts'
import type { Message, NoticeLanguage } from '../../../contract/notice-templates.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { noticeLanguages } from './contract-values.ts'
import { messageQuery } from './customer-notices.data.ts'
import { MessageActions } from './MessageActions.tsx'
import { useTellStyles } from './tell.styles.ts'
import { addressOf, type Draft } from './use-drafts.ts'
import type { Told } from './WhatIsTold.tsx'

type MessagePanelProps = {
  customer: AffectedCustomer
  issueId: string
  told: Told
  draft: Draft | undefined
  onDraft: (draft: Draft) => void
  onSend: () => void
}

export function MessagePanel({ customer, issueId, told, draft, onDraft, onSend }: MessagePanelProps) {
  const styles = useTellStyles()
  const { t } = useTranslation(['customerNotices', 'common'])
  const format = useFormat()
  const { tenantId, name } = customer
  const language = draft?.language ?? customer.language
  const address = draft?.address ?? customer.address ?? ''
  const { refused } = customer
  const addressHint: Pick<FieldProps, 'hint' | 'validationState' | 'validationMessage'> =
    refused && !customer.address
      ? {
          validationState: 'warning',
          validationMessage: t('addressFrom.refused', { address: refused.address, when: format.relative(refused.at) }),
        }
      : { hint: t(`addressFrom.${customer.addressFrom ?? 'none'}`) }
  const prepared = useQuery(messageQuery(issueId, { tenantId, kind: told.kind, language, words: told.words[language] }))
  const message = draft?.message ?? prepared.data
  return (
    <Tile title={t('message.title', { name })}>
      <div className={styles.form}>
        <div className={styles.pair}>
          <Field label={t('message.language')} hint={t(`languageFrom.${draft?.language ? 'chosen' : customer.languageFrom}`)}>
            <Select value={language} onChange={(_, { value }) => onDraft({ language: value as NoticeLanguage })}>
              {noticeLanguages.map((each) => (
                <option key={each} value={each}>
                  {t(`language.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t('message.address')} {...addressHint}>
            <Input
              type="email"
              autoComplete="off"
              maxLength={254}
              value={address}
              onChange={(_, { value }) => onDraft({ address: value })}
            />
          </Field>
        </div>
        {prepared.error && !message && <ErrorPanel error={prepared.error} onRetry={() => void prepared.refetch()} bare />}
        {!message && !prepared.error && <SkeletonLines count={8} label={t('common:loading')} />}
        {message && (
          <>
            <MessageText message={message} language={language} onChange={(changed) => onDraft({ message: changed })} />
            {draft?.message && (
              <p className={styles.quiet}>
                {t('message.own')}{' '}
                <Button size="small" onClick={() => onDraft({ message: undefined as never })}>
                  {t('message.asTemplate')}
                </Button>
              </p>
            )}
            <MessageActions {...{ customer, issueId, language, message, onSend }} kind={told.kind} address={addressOf(customer, draft)} />
          </>
        )}
      </div>
    </Tile>
  )
}

type MessageTextProps = { message: Message; language: NoticeLanguage; onChange: (message: Message) => void }

function MessageText({ message, language, onChange }: MessageTextProps) {
  const styles = useTellStyles()
  const { t } = useTranslation('customerNotices')
  return (
    <>
      <Field label={t('message.subject')}>
        <Input
          lang={language}
          maxLength={250}
          value={message.subject}
          onChange={(_, { value }) => onChange({ ...message, subject: value })}
        />
      </Field>
      <Field label={t('message.text')}>
        <Textarea
          lang={language}
          className={styles.writing}
          resize="vertical"
          maxLength={8_000}
          value={message.body}
          onChange={(_, { value }) => onChange({ ...message, body: value })}
        />
      </Field>
    </>
  )
}
