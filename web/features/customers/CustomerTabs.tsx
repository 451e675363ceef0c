// The tabs of a customer's page. Entered by CustomerDetails.
import { mergeClasses } from '@fluentui/react-components'
import { type KeyboardEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSidewaysStyles } from '../../ui/sideways-styles.ts'
import { tabByArrow, useTabStyles } from '../../ui/tab-styles.ts'

export const customerTabs = ['overview', 'subscriptions', 'health', 'requests', 'delegation', 'activity'] as const
export type CustomerTab = (typeof customerTabs)[number]

export const tabOf = (text: string | undefined): CustomerTab => customerTabs.find((tab) => tab === text) ?? 'overview'

type CustomerTabsProps = { tab: CustomerTab; panelId: string; onTab: (tab: CustomerTab) => void }

export function CustomerTabs({ tab: chosen, panelId, onTab }: CustomerTabsProps) {
  const styles = useTabStyles()
  const sideways = useSidewaysStyles()
  const { t } = useTranslation('customers')
  // On a phone the chosen one may lie beyond the edge. A page that comes by its address shows it too.
  useEffect(() => {
    void document.getElementById(`${panelId}-${chosen}`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [panelId, chosen])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabByArrow(event.key, customerTabs, chosen)
    if (!next) return
    event.preventDefault()
    onTab(next)
    document.getElementById(`${panelId}-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={t('page.tabs')} className={mergeClasses(styles.row, sideways.row)} onKeyDown={onKeyDown}>
      {customerTabs.map((tab) => (
        <button
          key={tab}
          id={`${panelId}-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={panelId}
          tabIndex={tab === chosen ? 0 : -1}
          className={mergeClasses(styles.tab, tab === chosen && styles.on)}
          onClick={() => onTab(tab)}
        >
          {t(`page.${tab}`)}
        </button>
      ))}
    </div>
  )
}
