// Settings > Tags: the partner's own words for its customers (B13).
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { tagsQuery } from '../../api/tags.ts'
import { NewTag } from '../../features/tags/NewTag.tsx'
import { TagList } from '../../features/tags/TagList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

export function TagsPage() {
  const { t } = useTranslation(['tags', 'settings', 'common'])
  const mayChange = useMay('tags.change')
  const { data: tags, error, refetch } = useQuery(tagsQuery)
  return (
    <Page narrow>
      <PageHeader back={{ href: '/settings', text: t('settings:limits.back') }} title={t('title')} lead={t('lead')} />
      {mayChange && (
        <Tile title={t('new')}>
          <NewTag />
        </Tile>
      )}
      {error && !tags && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!error && !tags && <SkeletonLines count={5} label={t('common:loading')} />}
      {tags?.length === 0 && <EmptyState title={t('none')}>{t(mayChange ? 'none.what' : 'none.readOnly')}</EmptyState>}
      {tags && tags.length > 0 && <TagList tags={tags} mayChange={mayChange} />}
    </Page>
  )
}
