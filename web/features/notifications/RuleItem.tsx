// One rule as a sentence, with what can be done about it. Entered by RuleList.
import { Button, Switch } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeOwner, Notifications, Rule } from '../../../contract/notifications.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { tagsQuery, useRemoveRule, useSaveRule, useTestRule } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { useRuleSentence } from './rule-sentence.ts'
import { TestAnswer } from './TestAnswer.tsx'

type RuleItemProps = { owner: NoticeOwner; rule: Rule; data: Notifications; countries: readonly string[] }

export function RuleItem({ owner, rule, data, countries }: RuleItemProps) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  const tags = useQuery({ ...tagsQuery, enabled: (rule.customers.tagIds?.length ?? 0) > 0 }).data?.tags ?? []
  const sentence = useRuleSentence(new Map(tags.map(({ tagId, name }) => [tagId, name])))
  const save = useSaveRule(owner)
  const { ruleId, createdAt: _created, changedAt: _changed, ...settings } = rule
  const targets = data.channels.filter(({ channelId }) => rule.channelIds.includes(channelId)).map(({ name }) => name)
  if (editing)
    return (
      <li className={styles.item}>
        <RuleEditor {...{ owner, data, countries, ruleId, settings }} onClose={() => setEditing(false)} />
      </li>
    )
  return (
    <li className={styles.item} data-rule={rule.name}>
      <div className={styles.head}>
        <span className={styles.name}>{rule.name}</span>
        <Switch
          checked={rule.enabled}
          label={t(rule.enabled ? 'rules.on' : 'rules.off')}
          aria-label={t('rules.switchOf', { name: rule.name })}
          onChange={(_, { checked }) => save.mutate({ ruleId, settings: { ...settings, enabled: checked } })}
        />
      </div>
      <p className={styles.text}>{sentence(rule)}</p>
      <p className={styles.quiet}>{t('rules.to', { targets: format.list(targets) })}</p>
      <RuleActions owner={owner} rule={rule} onEdit={() => setEditing(true)} />
      {save.error && <ErrorPanel error={save.error} bare />}
    </li>
  )
}

function RuleActions({ owner, rule: { ruleId, name }, onEdit }: { owner: NoticeOwner; rule: Rule; onEdit: () => void }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation('notifications')
  const test = useTestRule(owner)
  const remove = useRemoveRule(owner)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <div className={styles.buttons}>
        <Button size="small" aria-label={t('rules.editOf', { name })} onClick={onEdit}>
          {t('rules.edit')}
        </Button>
        <Button
          size="small"
          aria-label={t('rules.testOf', { name })}
          disabledFocusable={test.isPending}
          onClick={() => !test.isPending && test.mutate(ruleId)}
        >
          {t(test.isPending ? 'test.running' : 'test.do')}
        </Button>
        <Button size="small" appearance="subtle" aria-label={t('rules.removeOf', { name })} onClick={() => setAsking(true)}>
          {t('remove')}
        </Button>
      </div>
      {test.data && <TestAnswer outcomes={test.data.outcomes} />}
      {test.error && <ErrorPanel error={test.error} bare />}
      {asking && (
        <ConfirmDialog
          title={t('confirm.removeRule', { name })}
          act={t('remove')}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(ruleId, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        >
          <p>{t('confirm.rule')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
