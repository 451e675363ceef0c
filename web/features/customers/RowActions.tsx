// What one can do with a customer without leaving the list: marks at the left, the Actions column at the right (S35-S37). Entered by the columns.
import { mergeClasses } from '@fluentui/react-components'
import { FlagFilled, FlagRegular } from '@fluentui/react-icons/svg/flag'
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal'
import { PersonSupportRegular } from '@fluentui/react-icons/svg/person-support'
import { PinFilled, PinRegular } from '@fluentui/react-icons/svg/pin'
import { WindowNewRegular } from '@fluentui/react-icons/svg/window-new'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { showToast } from '../../ui/toasts.tsx'
import { useGo } from '../../ui/use-go.ts'
import { useCellStyles } from './cell.styles.ts'
import { noEntryReason } from './delegation-state.ts'
import type { Marks } from './use-marks.tsx'

type RowMarksProps = { row: CustomerRow; marks: Marks }

/** Set marks always show; the others appear on hover and focus. */
export const RowMarks = memo(({ row, marks }: RowMarksProps) => {
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const { name } = row
  const flagTitle = !marks.mayFlag ? t('flag.needsGlobalAdministrator') : row.flagged ? t('flag.remove', { name }) : t('flag.add', { name })
  const pinTitle = row.pinned ? t('pin.remove', { name }) : t('pin.add', { name })
  return (
    <span className={styles.row}>
      <button
        type="button"
        tabIndex={-1}
        className={mergeClasses(styles.icon, styles.small, row.flagged && styles.set, !marks.mayFlag && styles.off)}
        aria-pressed={row.flagged}
        aria-disabled={!marks.mayFlag || undefined}
        aria-label={t('flag.label', { name })}
        title={flagTitle}
        data-on-hover={row.flagged ? undefined : ''}
        onClick={() => marks.toggleFlag(row)}
      >
        {row.flagged ? <FlagFilled /> : <FlagRegular />}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={mergeClasses(styles.icon, styles.small, row.pinned && styles.set)}
        aria-pressed={row.pinned}
        aria-label={t('pin.label', { name })}
        title={pinTitle}
        data-on-hover={row.pinned ? undefined : ''}
        onClick={() => marks.togglePin(row)}
      >
        {row.pinned ? <PinFilled /> : <PinRegular />}
      </button>
    </span>
  )
})

type RowActionsProps = {
  row: CustomerRow
  active: boolean
  narrow: boolean
  mayEnter: boolean
  onMenu: (row: CustomerRow, anchor: HTMLElement) => void
}

export const RowActions = memo(({ row, active, narrow, mayEnter, onMenu }: RowActionsProps) => {
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const go = useGo()
  const { name, tenantId } = row
  const tabIndex = active ? 0 : -1
  return (
    <span className={styles.row}>
      <EnterIcon row={row} mayEnter={mayEnter} tabIndex={tabIndex} />
      {!narrow && (
        <a
          className={styles.icon}
          data-row-stop
          tabIndex={tabIndex}
          href={`/service-requests?customer=${tenantId}`}
          aria-label={t('requests.of', { name })}
          title={t('requests.of', { name })}
          onClick={go}
        >
          <PersonSupportRegular />
        </a>
      )}
      <button
        type="button"
        className={styles.icon}
        data-row-stop
        data-row-menu
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-label={t('row.more', { name })}
        title={t('row.more', { name })}
        onClick={(event) => onMenu(row, event.currentTarget)}
      >
        <MoreHorizontalRegular />
      </button>
    </span>
  )
})

/** A real link, so that the browser opens it as one likes; where it cannot work it says why. */
function EnterIcon({ row, mayEnter, tabIndex }: { row: CustomerRow; mayEnter: boolean; tabIndex: number }) {
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const { name, tenantId } = row
  const reason = noEntryReason(row, mayEnter)
  if (!reason)
    return (
      <a
        className={styles.icon}
        data-row-stop
        tabIndex={tabIndex}
        href={`/go/${tenantId}/microsoft365`}
        target="_blank"
        rel="noreferrer"
        aria-label={t('enter.open', { name })}
        title={t('enter.open', { name })}
      >
        <WindowNewRegular />
      </a>
    )
  const why = t(`enter.not.${reason}`)
  return (
    <button
      type="button"
      className={mergeClasses(styles.icon, styles.off)}
      data-row-stop
      tabIndex={tabIndex}
      aria-disabled="true"
      aria-label={`${t('enter.open', { name })} – ${why}`}
      title={why}
      onClick={() => showToast({ tone: 'problem', text: why })}
    >
      <WindowNewRegular />
    </button>
  )
}
