// The tabs of a customer's page. Entered by CustomerDetails.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSidewaysStyles } from '../../ui/sideways-styles.ts'

export const customerTabs = ['overview', 'subscriptions', 'health', 'requests', 'delegation', 'activity'] as const
export type CustomerTab = (typeof customerTabs)[number]

export const tabOf = (text: string | undefined): CustomerTab => customerTabs.find((tab) => tab === text) ?? 'overview'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  tab: {
    position: 'relative',
    flexShrink: 0,
    height: '40px',
    padding: '0 10px',
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '::after': { content: '""', position: 'absolute', left: '10px', right: '10px', bottom: 0, height: '3px', borderRadius: '2px 2px 0 0' },
  },
  on: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '::after': { backgroundColor: tokens.colorCompoundBrandStroke },
  },
})

type CustomerTabsProps = { tab: CustomerTab; panelId: string; onTab: (tab: CustomerTab) => void }

export function CustomerTabs({ tab: chosen, panelId, onTab }: CustomerTabsProps) {
  const styles = useStyles()
  const sideways = useSidewaysStyles()
  const { t } = useTranslation('customers')
  // On a phone the chosen one may lie beyond the edge. A page that comes by its address shows it too.
  useEffect(() => {
    void document.getElementById(`${panelId}-${chosen}`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [panelId, chosen])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = step !== 0 && customerTabs[(customerTabs.indexOf(chosen) + step + customerTabs.length) % customerTabs.length]
    if (!next) return
    event.preventDefault()
    onTab(next)
    document.getElementById(`${panelId}-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={t('page.tabs')} className={mergeClasses(styles.root, sideways.row)} onKeyDown={onKeyDown}>
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
