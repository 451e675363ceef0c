// Settings > Messages to customers: the templates of each occasion and language, and the language of customers whose own is not known.
import { Radio, RadioGroup } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { NoticeKind, NoticeLanguage, Templates } from '../../../contract/notice-templates.ts'
import { useMay } from '../../api/session.ts'
import { noticeKinds, noticeLanguages } from '../../features/customer-notices/contract-values.ts'
import { templatesQuery, useChangeTemplates } from '../../features/customer-notices/customer-notices.data.ts'
import { TemplateEditor } from '../../features/customer-notices/TemplateEditor.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Tile } from '../../ui/Tile.tsx'

const route = getRouteApi('/framed/settings/customer-messages')
const panelId = 'customer-message-template'

export function CustomerMessagesPage() {
  const { t } = useTranslation(['customerNotices', 'settings', 'common'])
  const { data, error, refetch } = useQuery(templatesQuery)
  return (
    <Page>
      <PageHeader back={{ href: '/settings', text: t('settings:limits.back') }} title={t('templates.title')} lead={t('templates.lead')} />
      {error && !data && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonLines count={10} label={t('common:loading')} />}
      {data && <Known data={data} />}
    </Page>
  )
}

function Known({ data: { templates, language: fallback } }: { data: Templates }) {
  const { t } = useTranslation('customerNotices')
  const mayChange = useMay('templates.change')
  const { kind = 'opened', language = 'fr' } = route.useSearch()
  const navigate = route.useNavigate()
  const go = (search: { kind?: NoticeKind; language?: NoticeLanguage }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false })
  const { mutate, error } = useChangeTemplates()
  const template = templates.find((each) => each.kind === kind && each.language === language)
  return (
    <>
      {!mayChange && (
        <Notice mild problem="mayNotChange" title={t('templates.readOnly')}>
          {t('templates.readOnlyWhy')}
        </Notice>
      )}
      <Tile title={t('templates.fallback')}>
        <p>{t('templates.fallbackWhy')}</p>
        <RadioGroup
          layout="horizontal"
          aria-label={t('templates.fallback')}
          disabled={!mayChange}
          value={fallback}
          onChange={(_, { value }) => mutate({ change: 'language', language: value as NoticeLanguage })}
        >
          {noticeLanguages.map((each) => (
            <Radio key={each} value={each} label={t(`language.${each}`)} />
          ))}
        </RadioGroup>
        {error && <ErrorPanel error={error} bare />}
      </Tile>
      <Tabs
        label={t('templates.title')}
        tabs={noticeKinds.map((each) => ({ key: each, label: t(`kind.${each}`) }))}
        chosen={kind as NoticeKind}
        panelId={panelId}
        onTab={(next) => go({ kind: next })}
      />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${kind}`}>
        <Tile
          title={t('templates.one', { kind: t(`kind.${kind as NoticeKind}`), language: t(`language.${language as NoticeLanguage}`) })}
          aside={
            <RadioGroup
              layout="horizontal"
              aria-label={t('message.language')}
              value={language}
              onChange={(_, { value }) => go({ language: value as NoticeLanguage })}
            >
              {noticeLanguages.map((each) => (
                <Radio key={each} value={each} label={t(`language.${each}`)} />
              ))}
            </RadioGroup>
          }
        >
          {template && <TemplateEditor key={`${kind} ${language} ${template.changed?.at}`} template={template} mayChange={mayChange} />}
        </Tile>
      </div>
    </>
  )
}
