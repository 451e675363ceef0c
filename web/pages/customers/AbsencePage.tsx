// B1, "Why don't I see this customer?" at /customers/not-seen: a field for a name, a domain or a tenant ID, and the answer. Entered by routes.tsx.
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AbsencePanel } from '../../features/customers/AbsencePanel.tsx'
import { SyncNowButton } from '../../features/sync/SyncFreshness.tsx'
import { useRefreshWhenSynced, useSync } from '../../features/sync/sync.data.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 260px', minWidth: 0 },
})

const route = getRouteApi('/framed/customers/not-seen')

export function AbsencePage() {
  const styles = useStyles()
  const { t } = useTranslation('absence')
  const { text = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(text)
  const status = useSync()
  useRefreshWhenSynced(status)
  const ask = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ search: { text: typed.trim() || undefined } })
  }
  return (
    <Page narrow>
      <PageHeader back={{ href: '/customers', text: t('back') }} title={t('title')} lead={t('lead')} />
      <form className={styles.form} onSubmit={ask}>
        <Field className={styles.field} label={t('field')}>
          <Input value={typed} maxLength={200} autoComplete="off" spellCheck={false} onChange={(_, data) => setTyped(data.value)} />
        </Field>
        <Button type="submit" appearance="primary" icon={<SearchRegular />}>
          {t('ask')}
        </Button>
      </form>
      {text && <AbsencePanel text={text} hidden={false} sync={{ nextDueAt: status?.nextDueAt ?? null, nowButton: <SyncNowButton /> }} />}
    </Page>
  )
}
