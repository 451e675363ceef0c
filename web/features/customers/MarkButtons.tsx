// Pin (S40) and flag (S42, S62) on the card and on the page; without the right to flag the button says who may (S65).
import { Button, mergeClasses } from '@fluentui/react-components'
import { FlagFilled, FlagRegular } from '@fluentui/react-icons/svg/flag'
import { PinFilled, PinRegular } from '@fluentui/react-icons/svg/pin'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useCardStyles } from './card.styles.ts'
import type { Marks } from './use-marks.tsx'

export function MarkButtons({ row, marks }: { row: CustomerRow; marks: Marks }) {
  const styles = useCardStyles()
  const { t } = useTranslation('customers')
  return (
    <div className={mergeClasses(styles.buttons)}>
      <Button
        aria-pressed={row.pinned}
        icon={row.pinned ? <PinFilled /> : <PinRegular />}
        title={t('pin.explain')}
        onClick={() => marks.togglePin(row)}
      >
        {row.pinned ? t('pin.unpin') : t('pin.pin')}
      </Button>
      {/* Open to a press without the right too, for it then says who may; a disabled button would keep silent. */}
      <Button
        aria-pressed={row.flagged}
        icon={row.flagged ? <FlagFilled /> : <FlagRegular />}
        title={marks.mayFlag ? t('flag.explain') : t('flag.needsGlobalAdministrator')}
        onClick={() => marks.toggleFlag(row)}
      >
        {row.flagged ? t('flag.unflag') : t('flag.flag')}
      </Button>
    </div>
  )
}
