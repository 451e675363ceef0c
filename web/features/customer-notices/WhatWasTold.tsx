// On a customer's page, under its health: the incidents it was told of (B3). Entered by CustomerPage.
import { useTranslation } from 'react-i18next'
import { Tile } from '../../ui/Tile.tsx'
import { NoticeList } from './NoticeList.tsx'

export function WhatWasTold({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('customerNotices')
  return (
    <Tile title={t('records.title')}>
      <NoticeList of={{ tenantId }} show="issue" />
    </Tile>
  )
}
