// Why there is no message here: filters leave none, or none was read yet.
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function NoMessages({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTranslation('messages')
  if (!filtered) return <EmptyState title={t('none')}>{t('none.why')}</EmptyState>
  return (
    <EmptyState title={t('noneFiltered')} actions={<Button onClick={onClear}>{t('clearFilters')}</Button>}>
      {t('noneFiltered.why')}
    </EmptyState>
  )
}
