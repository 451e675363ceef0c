// "Told 14 of 4,120 customers": how far an incident has been told, wherever it is shown. Entered by pages.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tellQuery } from './customer-notices.data.ts'

export function ToldCount({ issueId, className }: { issueId: string; className?: string }) {
  const { t } = useTranslation('customerNotices')
  const { data } = useQuery(tellQuery(issueId))
  if (!data) return null
  return <span className={className}>{t('toldOf', { told: data.told, affected: data.affected })}</span>
}
