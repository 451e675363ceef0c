// "Sync now" for the selected customers: opens what shows how far that has come. Entered by the customers page.
import { Button } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { needTexts } from '../../i18n/i18n.ts'
import { OnItsWay } from '../../ui/OnItsWay.tsx'
import type { Selected } from './selection.data.ts'

const SelectionDialog = lazy(() =>
  needTexts(async () => ({ default: (await import('./SelectionDialog.tsx')).SelectionDialog }), 'signInCauses'),
)

export function SelectionSync({ customers }: { customers: Selected[] }) {
  const { t } = useTranslation('sync')
  const may = useMay('sync.run')
  /** Those that were selected then. */
  const [asked, setAsked] = useState<Selected[]>()
  if (!may) return null
  return (
    <>
      <Button size="small" appearance="subtle" icon={<ArrowSyncRegular />} onClick={() => setAsked(customers)}>
        {t('now')}
      </Button>
      {asked && (
        <Suspense fallback={<OnItsWay place="over" />}>
          <SelectionDialog customers={asked} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  )
}
