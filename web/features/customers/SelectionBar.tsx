// What can be done with the selected customers: read them now, tag them, copy their tenant IDs or domains. Takes the place of the filters; entered by the page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { TagRegular } from '@fluentui/react-icons/svg/tag'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { OnItsWay } from '../../ui/OnItsWay.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { TagDialog } from './CustomerTags.tsx'
import { afterTagging } from './tag-choice.ts'
import type { Selection } from './use-selection.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '32px' },
  count: { marginInlineEnd: tokens.spacingHorizontalS, fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
})

type SelectionBarProps = {
  selection: Selection
  sync: (customers: CustomerRow[]) => ReactNode
}

export function SelectionBar({ selection, sync }: SelectionBarProps) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const mayTag = useMay('tags.change')
  const [tagging, setTagging] = useState(false)
  const { rows: selected } = selection
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
      {sync(rows)}
      {mayTag && (
        <Button size="small" appearance="subtle" icon={<TagRegular />} onClick={() => setTagging(true)}>
          {t('selection.tag')}
        </Button>
      )}
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
      <Button size="small" appearance="subtle" icon={<DismissRegular />} onClick={selection.clear}>
        {t('selection.clear')}
      </Button>
      {tagging && (
        <Suspense fallback={<OnItsWay place="over" />}>
          <TagDialog
            customers={rows}
            onChanged={(taggings) => selection.change((row) => afterTagging(row, taggings))}
            onClose={() => setTagging(false)}
          />
        </Suspense>
      )}
    </section>
  )
}
