// "Why did I get no mail?" (B4): for an incident, and for a colleague where one may ask: each reason with what mends it. Entered by the ledger's page.
import { Button, Field, Input, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhyNoMail } from '../../../contract/notice-ledger.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { momentWord } from './moment-word.ts'
import { peopleQuery, silenceQuery } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'

export function WhySilence({
  issueId,
  userId,
  onAsk,
}: {
  issueId: string
  userId: string
  onAsk: (issueId: string, userId: string) => void
}) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const mayAskForOthers = useMay('notifications.partner')
  const people = useQuery({ ...peopleQuery, enabled: mayAskForOthers }).data?.people ?? []
  const [number, setNumber] = useState(issueId)
  const [person, setPerson] = useState(userId)
  const { data, error } = useQuery(silenceQuery(issueId, userId || undefined))
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (number.trim()) onAsk(number.trim().toUpperCase(), person)
  }
  return (
    <>
      <form className={styles.line} onSubmit={ask}>
        <Field label={t('why.issue')}>
          <Input maxLength={100} value={number} placeholder="EX123456" onChange={(_, { value }) => setNumber(value)} />
        </Field>
        {mayAskForOthers && (
          <Field label={t('why.person')}>
            <Select value={person} onChange={(_, { value }) => setPerson(value)}>
              <option value="">{t('why.me')}</option>
              {people.map(({ userId: id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Button type="submit" appearance="primary" disabledFocusable={!number.trim()}>
          {t('why.ask')}
        </Button>
      </form>
      {error && <ErrorPanel error={error} bare />}
      {data && <Answers why={data} />}
    </>
  )
}

function Answers({ why: { issueId, title, person, sent, answers } }: { why: WhyNoMail }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation(['notifications', 'common'])
  return (
    <section aria-label={t('why.answers')}>
      <p className={styles.text}>
        {t('common:labelled', {
          name: [issueId, title].filter(Boolean).join(' · '),
          value: t('why.sent', { count: sent, name: person.name }),
        })}
      </p>
      <ul className={styles.list}>
        {answers.map((answer) => (
          <Answer
            key={`${answer.reason} ${answer.rule?.ruleId} ${answer.channel?.channelId} ${answer.moment} ${answer.at}`}
            answer={answer}
          />
        ))}
      </ul>
    </section>
  )
}

const inSettings: readonly string[] = ['addAddress', 'verifyAddress', 'resumeAddress', 'addRule', 'turnRuleOn', 'changeRule']

function Answer({ answer: { reason, mend, rule, channel, moment, ending, at, response } }: { answer: WhyNoMail['answers'][number] }) {
  const styles = useNotificationStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const facts = [moment && t(`moment.${momentWord({ moment, ending })}`), rule?.name, channel?.target, at && format.dateTime(at)].filter(
    Boolean,
  )
  return (
    <li className={styles.item} data-reason={reason}>
      <p>{t(reason === 'sent' ? 'why.delivered' : `why.${reason}`)}</p>
      {facts.length > 0 && <p className={styles.quiet}>{facts.join(' · ')}</p>}
      {response && <p className={styles.quiet}>{t('test.said', { said: response })}</p>}
      {mend !== 'nothing' &&
        (inSettings.includes(mend) ? (
          <Link to="/settings/notifications" className={link.link}>
            {t(`mend.${mend}`)}
          </Link>
        ) : (
          <p>{t(`mend.${mend}`)}</p>
        ))}
    </li>
  )
}
