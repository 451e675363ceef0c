// What can be done with the selected customers: read them now, copy their tenant IDs or domains. Takes the place of the filters; entered by the page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '32px' },
  count: { marginInlineEnd: tokens.spacingHorizontalS, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
})

type SelectionBarProps = {
  selected: ReadonlyMap<string, CustomerRow>
  sync: (tenantIds: string[]) => ReactNode
  onClear: () => void
}

export function SelectionBar({ selected, sync, onClear }: SelectionBarProps) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const rows = [...selected.values()]
  const domains = rows.flatMap(({ domain }) => (domain ? [domain] : []))
  const copy = async (lines: string[], told: 'selection.copiedIds' | 'selection.copiedDomains') => {
    await navigator.clipboard.writeText(lines.join('\n'))
    showToast({ text: t(told, { count: lines.length }) })
  }
  return (
    <section className={styles.root} aria-label={t('selection.label')}>
      <span className={styles.count} role="status">
        {t('selection.count', { count: selected.size })}
      </span>
      {sync([...selected.keys()])}
      <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={() => copy([...selected.keys()], 'selection.copiedIds')}>
        {t('selection.copyIds')}
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<CopyRegular />}
        disabled={domains.length === 0}
        onClick={() => copy(domains, 'selection.copiedDomains')}
      >
        {t('selection.copyDomains')}
      </Button>
      <Button size="small" appearance="subtle" icon={<DismissRegular />} onClick={onClear}>
        {t('selection.clear')}
      </Button>
    </section>
  )
}
