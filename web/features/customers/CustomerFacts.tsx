// What is known of a customer as a list of terms: domains, tenant ID, tags, relationship, address, former names, last visit. On the card and on the page.
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Address, CustomerCard, CustomerRow } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { SkeletonBar } from '../../ui/Skeletons.tsx'
import { When } from '../../ui/When.tsx'
import { CustomerTags } from './CustomerTags.tsx'
import { useCardStyles } from './card.styles.ts'

/** `other` stands in what was read before Microsoft's words were kept. */
const knownRelationships = ['reseller', 'advisor', 'syndication', 'microsoft_support', 'none', 'unknown', 'other'] as const

/** `card` is undefined while it is being read; what the row tells is shown at once. */
type CustomerFactsProps = { row: CustomerRow; card: CustomerCard | undefined; lastVisitAt: string | null | undefined; refreshing: boolean }

export function CustomerFacts({ row, card, lastVisitAt, refreshing }: CustomerFactsProps) {
  const styles = useCardStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const relationship = (word: string): string => {
    const known = knownRelationships.find((one) => one === word)
    return known ? t(`relationship.${known}`) : word
  }
  const waiting = <SkeletonBar width="70%" />
  const facts: [string, ReactNode][] = [
    [t('fact.domain'), row.domain ? <CopyText key="domain" label={t('fact.domain')} value={row.domain} hideLabel /> : t('fact.noDomain')],
    [t('fact.tenantId'), <CopyText key="tenant" label={t('fact.tenantId')} value={row.tenantId} hideLabel />],
    [t('fact.tags'), <CustomerTags key="tags" row={row} />],
    [t('fact.relationship'), card ? relationship(card.relationship) : waiting],
    [t('fact.address'), card ? <AddressFact key="address" card={card} refreshing={refreshing} /> : waiting],
  ]
  if (card?.otherDomains.length) facts.splice(1, 0, [t('fact.otherDomains'), <Lines key="others" lines={card.otherDomains} />])
  if (card?.email) facts.push([t('fact.email'), <CopyText key="email" label={t('fact.email')} value={card.email} hideLabel />])
  if (card?.formerNames.length) {
    const lines = card.formerNames.map(({ name, until }) => t('fact.formerName', { name, date: format.date(until) }))
    facts.push([t('fact.formerNames'), <Lines key="former" lines={lines} />])
  }
  facts.push([t('fact.added'), <When key="added" at={row.addedAt} focusable />])
  facts.push([
    t('fact.lastVisit'),
    lastVisitAt === undefined ? waiting : lastVisitAt ? <When key="visit" at={lastVisitAt} focusable /> : t('fact.firstVisit'),
  ])
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) => (
        <Fragment key={term}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.value}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>)
}

/** An address is shown where we may read it, and otherwise why it is not there. */
function AddressFact({ card, refreshing }: { card: CustomerCard; refreshing: boolean }) {
  const styles = useCardStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const mayRefresh = useMay('customers.refresh')
  const known = card.address && <Lines lines={addressLines(card.address, format.country)} />
  if (card.addressState === 'known' && known) return known
  const text =
    card.addressState === 'notReadable'
      ? t('address.notReadable')
      : refreshing
        ? t('address.reading')
        : mayRefresh
          ? t('address.notYetRead')
          : t('address.noRight')
  return (
    <>
      {known}
      <span className={styles.note}>{text}</span>
    </>
  )
}

export function addressLines(address: Address, countryName: (code: string) => string): string[] {
  const { lines, city, region, postalCode, country, phone } = address
  const place = [postalCode, city].filter(Boolean).join(' ')
  return [...lines, [place, region].filter(Boolean).join(', '), country ? countryName(country) : '', phone ?? ''].filter(
    (line) => line !== '',
  )
}
