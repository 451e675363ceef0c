// The page of a navigation entry that is not built yet: what will come there, and where to do it today.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useQuery } from '@tanstack/react-query'
import { Link, useMatch, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { cardQuery } from '../../features/customers/customers.data.ts'
import { LaterBadge } from '../../ui/LaterBadge.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { laterPageAt } from './later-pages.ts'

const useStyles = makeStyles({
  what: { fontSize: tokens.fontSizeBase400, lineHeight: '26px', maxWidth: '62ch', color: tokens.colorNeutralForeground1 },
  heading: { marginTop: tokens.spacingVerticalS, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  away: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
})

export function NotHereYetPage() {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['frame', 'common'])
  // Of this page's own route: the browser's address is already the next one while it is being left.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname })
  const search = useSearch({ strict: false })
  const page = laterPageAt(pathname)
  return (
    <Page narrow>
      <PageHeader title={t(page.title)} lead={search.customer ? <ForCustomer tenantId={search.customer} /> : undefined} />
      <Tile title={t('later.comes')} aside={<LaterBadge />}>
        <p className={styles.what}>{t(`later.${page.key}.what`)}</p>
        <h3 className={styles.heading}>{t('later.today')}</h3>
        <p>
          <a href={page.href} target="_blank" rel="noreferrer" className={mergeClasses(link.link, styles.away)}>
            {t(`later.${page.key}.link`)}
            <OpenRegular role="img" aria-label={t('common:opensNewTab')} aria-hidden={false} />
          </a>
        </p>
      </Tile>
    </Page>
  )
}

/** Someone who came from a customer's row must see that the page knows it. */
function ForCustomer({ tenantId }: { tenantId: string }) {
  const link = useLinkStyles()
  const { t } = useTranslation('frame')
  const { data: customer } = useQuery(cardQuery(tenantId))
  if (!customer) return null
  return (
    <Link to="/customers/$tenantId" params={{ tenantId }} className={link.link}>
      {t('later.forCustomer', { name: customer.name })}
    </Link>
  )
}
