// The customers the synchronisation saw for the first time most recently.
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { When } from '../../ui/When.tsx'
import { CustomerLine } from './CustomerLine.tsx'

export function NewestTile({ customers }: { customers: readonly CustomerRow[] }) {
  const { t } = useTranslation('home')
  return (
    <Tile title={t('newest')}>
      {customers.length === 0 ? (
        <EmptyState size="small" title={t('newest.none')}>
          {t('newest.why')}
        </EmptyState>
      ) : (
        <ul>
          {customers.map((customer) => (
            <li key={customer.tenantId}>
              <CustomerLine customer={customer} aside={<When at={customer.addedAt} focusable />} />
            </li>
          ))}
        </ul>
      )}
    </Tile>
  )
}
