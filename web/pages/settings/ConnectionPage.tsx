// Settings > Connection: the guide to connecting a real tenant, and what came of the sign-in or of consent. Entered by routes.tsx.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { ConnectionGuide } from '../../features/connection/ConnectionGuide.tsx'
import { connectionQuery } from '../../features/connection/connection.data.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'

const useStyles = makeStyles({
  line: { display: 'block', marginTop: tokens.spacingVerticalXS },
  key: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
})

const route = getRouteApi('/framed/settings/connection')

export function ConnectionPage() {
  const { t } = useTranslation(['connection', 'settings', 'common'])
  const { consents } = route.useSearch()
  const mayRead = useMay('connection.read')
  const mayChange = useMay('connection.change')
  const { data: connection, error, refetch } = useQuery({ ...connectionQuery, enabled: mayRead })
  return (
    <Page narrow>
      <PageHeader
        back={{ href: '/settings', text: t('settings:limits.back') }}
        title={t('title')}
        lead={
          <>
            <p>{t('lead')}</p>
            {mayRead && !mayChange && <p>{t('readOnly')}</p>}
          </>
        }
      />
      <Outcome />
      {!mayRead && (
        <EmptyState size="small" title={t('notAllowed')}>
          {t('notAllowedWhy')}
        </EmptyState>
      )}
      {connection && !connection.clientId && <Unconfigured />}
      {connection && <ConnectionGuide connection={connection} mayChange={mayChange} consents={consents !== undefined} />}
      {error && !connection && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {mayRead && !connection && !error && <SkeletonLines count={12} label={t('common:loading')} />}
    </Page>
  )
}

/** What the sign-in of the integration account, or admin consent, came to, in words; dismissed, it leaves the address as well. */
function Outcome() {
  const { t } = useTranslation('connection')
  const { problem, connected, consentProblem, consented } = route.useSearch()
  const navigate = route.useNavigate()
  const mendOf = useMend()
  const dismiss = () => void navigate({ search: {}, replace: true, resetScroll: false })
  const cause = consentProblem ?? problem
  if (cause)
    return (
      <Notice title={t(consentProblem ? 'consentProblem.title' : 'problem.title')} problem={cause} onDismiss={dismiss}>
        {mendOf(cause) ?? t('cause.broken')}
      </Notice>
    )
  if (!connected && !consented) return null
  return (
    <Notice title={t(consented ? 'consented.title' : 'connected.title')} mild problem="" onDismiss={dismiss}>
      {t(consented ? 'consented.what' : 'connected.what')}
    </Notice>
  )
}

const keys = [
  ['MICROSOFT_CLIENT_ID', 'unconfigured.id'],
  ['MICROSOFT_CLIENT_SECRET', 'unconfigured.secret'],
  ['TENANTRY_BASE_URL', 'unconfigured.base'],
] as const

function Unconfigured() {
  const styles = useStyles()
  const { t } = useTranslation('connection')
  return (
    <Notice title={t('unconfigured.title')} problem="client_id_missing">
      {t('unconfigured.what')}
      {keys.map(([key, what]) => (
        <span key={key} className={styles.line}>
          <code className={styles.key}>{key}</code> {t(what)}
        </span>
      ))}
    </Notice>
  )
}
