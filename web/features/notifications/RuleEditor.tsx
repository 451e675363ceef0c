// Writing a rule: what, whom, when and how, and the sentence it makes as one chooses. Entered by RuleList and RuleItem.
import { Button, Field, Input } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeOwner, Notifications, RuleSettings } from '../../../contract/notifications.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { tagsQuery, useSaveRule } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { RuleHow } from './RuleHow.tsx'
import { RuleWhat } from './RuleWhat.tsx'
import { useRuleSentence } from './rule-sentence.ts'

export type RuleEditorProps = {
  owner: NoticeOwner
  data: Notifications
  /** Where customers are, to choose from. */
  countries: readonly string[]
  /** None for a new one. */
  ruleId: string | undefined
  settings: RuleSettings
  onClose: () => void
}

export function RuleEditor({ owner, data, countries, ruleId, settings, onClose }: RuleEditorProps) {
  const styles = useNotificationStyles()
  const { t } = useTranslation(['notifications', 'common'])
  const [rule, setRule] = useState(settings)
  const tags = useQuery(tagsQuery).data?.tags ?? []
  const sentence = useRuleSentence(new Map(tags.map(({ tagId, name }) => [tagId, name])))
  const { mutate, isPending, error } = useSaveRule(owner)
  const change = (part: Partial<RuleSettings>) => setRule((before) => ({ ...before, ...part }))
  const missing = whatIsMissing(rule)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!missing && !isPending) mutate({ ruleId, settings: rule }, { onSuccess: onClose })
  }
  return (
    <form className={styles.form} onSubmit={save} aria-label={t(ruleId ? 'rules.edit' : 'rules.add')}>
      <p className={styles.secret} role="status">
        {missing ? t(missing) : sentence(rule)}
      </p>
      <Field label={t('rule.name')}>
        <Input className={styles.wideField} maxLength={100} value={rule.name} onChange={(_, { value }) => change({ name: value })} />
      </Field>
      <RuleWhat rule={rule} services={data.services} tags={tags} countries={countries} onChange={change} />
      <RuleHow rule={rule} channels={data.channels} onChange={change} />
      {error && <ErrorPanel error={error} bare />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={Boolean(missing) || isPending}>
          {t('common:save')}
        </Button>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
      </div>
    </form>
  )
}

function whatIsMissing(rule: RuleSettings) {
  if (rule.channelIds.length === 0) return 'missing.channel'
  if (rule.kinds.length === 0) return 'missing.kind'
  if (rule.moments.length === 0) return 'missing.moment'
  if (rule.name.trim() === '') return 'missing.name'
  return undefined
}
