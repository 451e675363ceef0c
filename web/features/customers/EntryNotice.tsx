// Why an admin center did not open: the tab that was to show it ends on the customer's page, whose address carries the code. Entered by CustomerPage.
import { useTranslation } from 'react-i18next'
import type { ProblemCode } from '../../../contract/problem.ts'
import { Notice } from '../../ui/Notice.tsx'

type EntryNoticeProps = { code: string | undefined; onDismiss: () => void }

export function EntryNotice({ code, onDismiss }: EntryNoticeProps) {
  const { t, i18n } = useTranslation(['customers', 'problems'])
  // Whatever else stands in the address was not put there by the product.
  if (!isKnown(code, (known) => i18n.exists(`problems:what.${known}`))) return null
  const words =
    code === 'not_found'
      ? `${t('notice.unknownCenter')} ${t('notice.unknownCenterDo')}`
      : `${t(`what.${code}`, { ns: 'problems' })} ${t(`do.${code}`, { ns: 'problems' })}`
  return (
    <Notice title={t('notice.notEntered')} problem={code} onDismiss={onDismiss}>
      {words}
    </Notice>
  )
}

const isKnown = (code: string | undefined, exists: (code: string) => boolean): code is ProblemCode => code !== undefined && exists(code)
