// The second half of a rule: to which addresses, at once or gathered, in which language, and when not. Entered by RuleEditor.
import { Checkbox, Field, Input, Select } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Channel, Delivery, NoticeLanguage, RuleSettings } from '../../../contract/notifications.ts'
import { localeNames } from '../../i18n/locales.ts'
import { Choices } from './Choices.tsx'
import { noticeLanguages } from './contract-values.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { weekdayName } from './rule-sentence.ts'
import { WholeNumber } from './WholeNumber.tsx'

type RuleHowProps = { rule: RuleSettings; channels: readonly Channel[]; onChange: (part: Partial<RuleSettings>) => void }

export function RuleHow({ rule, channels, onChange }: RuleHowProps) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  return (
    <>
      <Choices
        legend={t('rule.channels')}
        options={channels.map(({ channelId, name, state }) => ({
          key: channelId,
          label: state === 'active' ? name : t('rule.channelNot', { name, state: t(`channel.${state}`) }),
        }))}
        chosen={rule.channelIds}
        onChoose={(channelIds) => onChange({ channelIds: [...channelIds] })}
      />
      <div className={styles.pair}>
        <Pace delivery={rule.delivery} onChange={(delivery) => onChange({ delivery })} />
        <Field label={t('rule.language')}>
          <Select value={rule.language} onChange={(_, { value }) => onChange({ language: value as NoticeLanguage })}>
            {noticeLanguages.map((language) => (
              <option key={language} value={language} lang={language}>
                {localeNames[language]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('rule.zone')} hint={t('rule.zoneHint')}>
          <Select value={rule.timeZone} onChange={(_, { value }) => onChange({ timeZone: value })}>
            {timeZonesWith(rule.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <QuietHours rule={rule} onChange={onChange} />
    </>
  )
}

/** Those the browser knows, and the rule's own: it may have been written by another one. */
const timeZonesWith = (zone: string): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', zone])].toSorted()

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const weekdays = [1, 2, 3, 4, 5, 6, 7]

function Pace({ delivery, onChange }: { delivery: Delivery; onChange: (delivery: Delivery) => void }) {
  const { t, i18n } = useTranslation('notifications')
  const hour = delivery.how === 'immediately' ? 8 : delivery.hour
  const weekday = delivery.how === 'weekly' ? delivery.weekday : 1
  const choose = (how: string) =>
    onChange(how === 'daily' ? { how, hour } : how === 'weekly' ? { how, hour, weekday } : { how: 'immediately' })
  return (
    <>
      <Field label={t('rule.pace')}>
        <Select value={delivery.how} onChange={(_, { value }) => choose(value)}>
          {(['immediately', 'daily', 'weekly'] as const).map((how) => (
            <option key={how} value={how}>
              {t(`rule.${how}`)}
            </option>
          ))}
        </Select>
      </Field>
      {delivery.how === 'weekly' && (
        <Field label={t('rule.weekday')}>
          <Select value={String(weekday)} onChange={(_, { value }) => onChange({ how: 'weekly', hour, weekday: Number(value) })}>
            {weekdays.map((day) => (
              <option key={day} value={day}>
                {weekdayName(day, i18n.language)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {delivery.how !== 'immediately' && (
        <Field label={t('rule.hour')}>
          <Select value={String(hour)} onChange={(_, { value }) => onChange({ ...delivery, hour: Number(value) })}>
            {hours.map((each) => (
              <option key={each} value={each}>
                {t('rule.atHour', { hour: each })}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  )
}

function QuietHours({ rule, onChange }: Omit<RuleHowProps, 'channels'>) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const { quietHours, escalation } = rule
  const escalate = (part: Partial<RuleSettings['escalation']>) => onChange({ escalation: { ...escalation, ...part } })
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('rule.quiet')}</legend>
      <Checkbox
        checked={quietHours !== null}
        label={t('rule.quietOn', { zone: rule.timeZone })}
        onChange={() => onChange({ quietHours: quietHours ? null : { from: '22:00', to: '07:00' } })}
      />
      {quietHours && (
        <>
          <div className={styles.line}>
            <Field label={t('rule.from')}>
              <Input
                type="time"
                required
                value={quietHours.from}
                onChange={(_, { value }) => value && onChange({ quietHours: { ...quietHours, from: value } })}
              />
            </Field>
            <Field label={t('rule.to')}>
              <Input
                type="time"
                required
                value={quietHours.to}
                onChange={(_, { value }) => value && onChange({ quietHours: { ...quietHours, to: value } })}
              />
            </Field>
          </div>
          <Checkbox
            checked={escalation.interruption}
            label={t('rule.interruption')}
            onChange={() => escalate({ interruption: !escalation.interruption })}
          />
          <div className={styles.line}>
            <Checkbox
              checked={escalation.customersAbove !== null}
              label={t('rule.above')}
              onChange={() => escalate({ customersAbove: escalation.customersAbove === null ? 100 : null })}
            />
            {escalation.customersAbove !== null && (
              <WholeNumber
                className={styles.codeField}
                aria-label={t('rule.above')}
                least={0}
                value={escalation.customersAbove}
                onChange={(customersAbove) => escalate({ customersAbove })}
              />
            )}
          </div>
        </>
      )}
    </fieldset>
  )
}
