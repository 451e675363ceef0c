// What stands in place of a page that failed: explains, offers to try again, and leads Home.
import { makeStyles, tokens } from '@fluentui/react-components'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalXL, padding: tokens.spacingHorizontalXXXL, justifyItems: 'start' },
  link: { minHeight: '24px', color: tokens.colorBrandForegroundLink },
})

export function FailedPage({ error, reset }: ErrorComponentProps) {
  const styles = useStyles()
  const { t } = useTranslation('problems')
  const router = useRouter()
  const retry = () => {
    // A page whose code could not be fetched, as after a deployment, is only mended by loading it all again.
    if (error instanceof TypeError && /module|import/i.test(error.message)) return location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <div className={styles.root}>
      <PageHeader title={t('page.failed')} />
      <ErrorPanel error={error} onRetry={retry} />
      <Link to="/" className={styles.link}>
        {t('page.home')}
      </Link>
    </div>
  )
}

/** The same where there is no frame around it. */
export function FailedAlone(props: ErrorComponentProps) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  )
}
