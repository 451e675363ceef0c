// Search and filters above what service health lists; all of it lives in the address. Entered by its pages.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useOverview } from '../../features/customers/customers.data.ts'
import { HealthFilters } from '../../features/service-health/HealthFilters.tsx'
import type { HealthAddress } from '../../features/service-health/health-address.ts'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { useTyping } from '../../ui/use-typing.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, '@media print': { display: 'none' } },
})

type HealthToolsProps = {
  address: HealthAddress
  onAddress: (next: HealthAddress, how: 'push' | 'replace') => void
  first: 'state' | 'kind' | null
}

export function HealthTools({ address, onAddress, first }: HealthToolsProps) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const { countries = [], tags = [] } = useOverview() ?? {}
  const latest = useRef({ address, onAddress })
  useLayoutEffect(() => {
    latest.current = { address, onAddress }
  }, [address, onAddress])
  const send = useCallback((text: string) => {
    const now = latest.current
    now.onAddress({ ...now.address, search: text || undefined }, 'replace')
  }, [])
  const { text, type } = useTyping(address.search ?? '', send)
  const placeholder = first === 'state' ? t('search.services') : t('search.issues')
  return (
    <div className={styles.root}>
      <SearchBox text={text} onType={type} label={placeholder} placeholder={placeholder} clearLabel={t('search.clear')} />
      <HealthFilters
        address={address}
        onChange={(change) => onAddress({ ...address, ...change }, 'push')}
        first={first}
        countries={countries}
        tags={tags}
      />
    </div>
  )
}
