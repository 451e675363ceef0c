// One message in a list: unread or not, its title in its own language, until when to act, and how many customers get it.
import { mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../contract/messages.ts'
import { useFormat } from '../../i18n/format.ts'
import { useListLines } from '../../ui/list-lines.styles.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { useGo } from '../../ui/use-go.ts'
import { When } from '../../ui/When.tsx'
import { categoryOf, messageAddress } from './message-address.ts'
import { useMessageListStyles } from './message-list.styles.ts'

/** `ofOne`: in a customer's own list, where it goes without saying who gets it. */
export function MessageLine({ row, search, ofOne }: { row: MessageRow; search: string; ofOne: boolean }) {
  const styles = useMessageListStyles()
  const lines = useListLines()
  const { t } = useTranslation('messages')
  const format = useFormat()
  const go = useGo()
  const { messageId, title, services, majorChange, modifiedAt, actBy, read, customers } = row
  const category = categoryOf(row.category)
  return (
    <li className={lines.row} data-message={messageId} data-read={read}>
      {read ? <span /> : <span className={styles.unreadDot} role="img" aria-label={t('unread')} />}
      <div>
        <a href={messageAddress(messageId)} className={mergeClasses(lines.link, !read && lines.strong)} onClick={go}>
          <span lang="en">
            <MatchedText text={title} search={search} />
          </span>
        </a>
        <p className={lines.quiet}>
          {majorChange && <span className={styles.major}>{t('major')}</span>}
          <span>{category ? t(`category.${category}`) : row.category}</span>
          {services.length > 0 && <span>{services.join(', ')}</span>}
          <span>{messageId}</span>
          {modifiedAt && (
            <span>
              {t('updated')} <When at={modifiedAt} />
            </span>
          )}
        </p>
      </div>
      <div className={lines.aside}>
        {actBy && (
          <span className={row.actsSoon ? lines.strong : undefined} title={format.exact(actBy)}>
            {t('actBy', { date: format.date(actBy) })}
          </span>
        )}
        {!ofOne && <span className={lines.quiet}>{t('customers', { count: customers })}</span>}
      </div>
    </li>
  )
}
