// What can be done with the selected customers: copy their tenant IDs or domains. Takes the place of the filters; entered by the page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '32px' },
  count: { marginInlineEnd: tokens.spacingHorizontalS, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
})

export function SelectionBar({ selected, onClear }: { selected: ReadonlyMap<string, CustomerRow>; onClear: () => void }) {
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
