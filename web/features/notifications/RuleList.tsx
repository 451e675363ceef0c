// What is told, as sentences: each rule with its test, a switch, an editor in its place, and adding another. Entered by the page.
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeOwner, Notifications } from '../../../contract/notifications.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { firstRule } from './first-rule.ts'
import { useNotificationStyles } from './notifications.styles.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { RuleItem } from './RuleItem.tsx'

type RuleListProps = { owner: NoticeOwner; data: Notifications; countries: readonly string[] }

export function RuleList({ owner, data, countries }: RuleListProps) {
  const styles = useNotificationStyles()
  const { t, i18n } = useTranslation('notifications')
  const [adding, setAdding] = useState(false)
  const { channels, rules } = data
  return (
    <>
      {rules.length === 0 && !adding && (
        <EmptyState size="small" title={t('rules.none')}>
          {t(channels.length === 0 ? 'rules.addressFirst' : 'rules.noneWhy')}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {rules.map((rule) => (
          <RuleItem key={rule.ruleId} {...{ owner, rule, data, countries }} />
        ))}
      </ul>
      {adding ? (
        <RuleEditor
          {...{ owner, data, countries }}
          ruleId={undefined}
          settings={firstRule(channels, i18n.language, t('rules.firstName'))}
          onClose={() => setAdding(false)}
        />
      ) : (
        channels.length > 0 && (
          <div className={styles.buttons}>
            <Button icon={<AddRegular />} onClick={() => setAdding(true)}>
              {t('rules.add')}
            </Button>
          </div>
        )
      )}
    </>
  )
}
