// The tags of one customer (B13), and changing them for those who may. On the card and on the customer's page; entered by CustomerFacts.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { TagRegular } from '@fluentui/react-icons/svg/tag'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { needTexts } from '../../i18n/i18n.ts'
import { OnItsWay } from '../../ui/OnItsWay.tsx'
import { useTagNames } from './tag-names.ts'

export const TagDialog = lazy(() => needTexts(async () => ({ default: (await import('./TagDialog.tsx')).TagDialog }), 'tags'))

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 6px' },
  tag: {
    maxWidth: '100%',
    padding: '1px 8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: '12px',
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: 'anywhere',
  },
  // Where it begins a line, its icon stands under what begins the others.
  change: {
    minWidth: 'auto',
    justifyContent: 'start',
    textAlign: 'start',
    ':first-child': { marginInlineStart: '-6px' },
    '@media print': { display: 'none' },
  },
})

export function CustomerTags({ row }: { row: CustomerRow }) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const mayChange = useMay('tags.change')
  const names = useTagNames()(row.tagIds)
  const [changing, setChanging] = useState(false)
  return (
    <div className={styles.root}>
      {names.map((name) => (
        <span key={name} className={styles.tag}>
          {name}
        </span>
      ))}
      {names.length === 0 && !mayChange && t('fact.noTags')}
      {mayChange && (
        <Button className={styles.change} size="small" appearance="subtle" icon={<TagRegular />} onClick={() => setChanging(true)}>
          {t('fact.changeTags')}
        </Button>
      )}
      {changing && (
        <Suspense fallback={<OnItsWay place="over" />}>
          <TagDialog customers={[row]} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </div>
  )
}
