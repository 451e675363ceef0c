// Everything one can do with a customer, as the entries of its row's menu. Entered by CustomerTable.

import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { FlagRegular } from '@fluentui/react-icons/svg/flag'
import { FlagOffRegular } from '@fluentui/react-icons/svg/flag-off'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { PanelRightRegular } from '@fluentui/react-icons/svg/panel-right'
import { PersonSupportRegular } from '@fluentui/react-icons/svg/person-support'
import { PinRegular } from '@fluentui/react-icons/svg/pin'
import { PinOffRegular } from '@fluentui/react-icons/svg/pin-off'
import { WindowNewRegular } from '@fluentui/react-icons/svg/window-new'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import type { MenuEntry } from '../../ui/menu-entry.ts'
import { showToast } from '../../ui/toasts.tsx'
import { noEntryReason } from './delegation-state.ts'
import type { Marks } from './use-marks.tsx'

type RowMenuOptions = { marks: Marks; onOpen: (row: CustomerRow) => void }

export function useRowMenu({ marks, onOpen }: RowMenuOptions): (row: CustomerRow | null) => MenuEntry[] {
  const { t } = useTranslation('customers')
  const mayEnter = useMay('customers.enter')
  const copy = async (value: string, told: string) => {
    await navigator.clipboard.writeText(value)
    showToast({ text: told })
  }
  return (row) => {
    if (!row) return []
    const { tenantId, domain } = row
    const reason = noEntryReason(row, mayEnter)
    const enter: MenuEntry = reason
      ? {
          kind: 'act',
          key: 'enter',
          label: t('menu.adminCenter'),
          icon: <WindowNewRegular />,
          disabledWhy: t(`enter.not.${reason}`),
          act: () => {},
        }
      : {
          kind: 'link',
          key: 'enter',
          label: t('menu.adminCenter'),
          icon: <WindowNewRegular />,
          href: `/go/${tenantId}/microsoft365`,
          newTab: true,
        }
    const entries: MenuEntry[] = [
      { kind: 'act', key: 'card', label: t('menu.card'), icon: <PanelRightRegular />, hint: t('key.enter'), act: () => onOpen(row) },
      { kind: 'link', key: 'page', label: t('menu.page'), icon: <OpenRegular />, href: `/customers/${tenantId}` },
      enter,
      {
        kind: 'link',
        key: 'requests',
        label: t('menu.requests'),
        icon: <PersonSupportRegular />,
        href: `/service-requests?customer=${tenantId}`,
      },
      { kind: 'line', key: 'line1' },
      {
        kind: 'act',
        key: 'pin',
        label: row.pinned ? t('pin.unpin') : t('pin.pin'),
        icon: row.pinned ? <PinOffRegular /> : <PinRegular />,
        hint: 'P',
        act: () => marks.togglePin(row),
      },
      {
        kind: 'act',
        key: 'flag',
        label: row.flagged ? t('flag.unflag') : t('flag.flag'),
        icon: row.flagged ? <FlagOffRegular /> : <FlagRegular />,
        hint: 'F',
        disabledWhy: marks.mayFlag ? undefined : t('flag.needsGlobalAdministrator'),
        act: () => marks.toggleFlag(row),
      },
      { kind: 'line', key: 'line2' },
      { kind: 'act', key: 'id', label: t('menu.copyId'), icon: <CopyRegular />, act: () => void copy(tenantId, t('menu.idCopied')) },
    ]
    if (domain)
      entries.push({
        kind: 'act',
        key: 'domain',
        label: t('menu.copyDomain'),
        icon: <CopyRegular />,
        act: () => void copy(domain, t('menu.domainCopied')),
      })
    return entries
  }
}
