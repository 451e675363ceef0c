// An address that leads nowhere: says so kindly and offers the places people usually want.
import { makeStyles, tokens } from '@fluentui/react-components'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/Page.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

const useStyles = makeStyles({
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXL, fontSize: tokens.fontSizeBase300 },
  link: { minHeight: '24px', color: tokens.colorBrandForegroundLink },
})

export function NotFoundPage() {
  const styles = useStyles()
  const { t } = useTranslation('problems')
  return (
    <Page>
      <PageHeader title={t('page.notFound')} lead={t('page.notFoundLead')} />
      <nav className={styles.links} aria-label={t('page.notFound')}>
        <Link to="/" className={styles.link}>
          {t('page.home')}
        </Link>
        <Link to="/customers" className={styles.link}>
          {t('page.customers')}
        </Link>
      </nav>
    </Page>
  )
}
