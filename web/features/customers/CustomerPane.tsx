// Where the card stands: a pane at the right of the list (S39), or the whole screen on a phone. Loaded when the first card opens; entered by the page.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerCard, type CustomerCardProps } from './CustomerCard.tsx'

const useStyles = makeStyles({
  pane: {
    flex: '0 0 400px',
    minWidth: 0,
    overflow: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    animationName: { from: { opacity: 0, transform: 'translateX(12px)' }, to: { opacity: 1, transform: 'none' } },
    animationDuration: '150ms',
    animationTimingFunction: 'ease-out',
    '@media (max-width: 1023px)': { flexBasis: '340px' },
    '@media print': { display: 'none' },
  },
  screen: { position: 'fixed', inset: 0, zIndex: 100, borderLeft: 'none' },
})

export function CustomerPane(props: CustomerCardProps & { phone: boolean }) {
  const { phone, ...card } = props
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const pane = useRef<HTMLElement>(null)
  // On a phone the card covers the list, so the focus belongs to it; beside the list the focus stays where one works.
  useEffect(() => {
    if (phone) pane.current?.querySelector<HTMLElement>('[data-card-title]')?.focus()
  }, [phone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another customer starts at the top.
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 })
  }, [card.tenantId])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      card.onClose()
    } else if (phone && event.key === 'Tab') keepFocusInside(event, pane.current)
  }
  const Surface = phone ? 'div' : 'aside'
  return (
    <Surface
      ref={pane as RefObject<HTMLDivElement>}
      className={mergeClasses(styles.pane, phone && styles.screen)}
      role={phone ? 'dialog' : undefined}
      aria-modal={phone || undefined}
      aria-label={t('card.label')}
      onKeyDown={onKeyDown}
    >
      <CustomerCard {...card} />
    </Surface>
  )
}

function keepFocusInside(event: KeyboardEvent, pane: HTMLElement | null): void {
  const stops = [...(pane?.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), [tabindex="0"]') ?? [])]
  const first = stops[0]
  const last = stops.at(-1)
  const leaving = event.shiftKey ? document.activeElement === first : document.activeElement === last
  if (!leaving) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}
