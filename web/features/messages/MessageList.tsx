// Messages one below the other: what is to be acted on soon first, then the newest; fifty at a time, always with the true total.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../contract/messages.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useListLines } from '../../ui/list-lines.styles.ts'
import { MoreFoot } from '../../ui/MoreFoot.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { MessageLine } from './MessageLine.tsx'
import { useMessageListStyles } from './message-list.styles.ts'
import { type MessagesQuery, messagesQuery } from './messages.data.ts'

type MessageListProps = { query: MessagesQuery; ofOne?: boolean; empty: ReactNode }

export function MessageList({ query, ofOne = false, empty }: MessageListProps) {
  const styles = useMessageListStyles()
  const lines = useListLines()
  const { t } = useTranslation(['messages', 'common'])
  const list = useInfiniteQuery(messagesQuery(query))
  const { data, error, refetch } = list
  if (!data)
    return (
      <div className={lines.waiting}>
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} bare /> : <SkeletonLines count={8} label={t('common:loading')} />}
      </div>
    )
  const rows = data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return empty
  const parts: { key: 'soon' | 'others'; rows: MessageRow[] }[] = [
    { key: 'soon', rows: rows.filter(({ actsSoon }) => actsSoon) },
    { key: 'others', rows: rows.filter(({ actsSoon }) => !actsSoon) },
  ]
  return (
    <>
      {parts
        .filter((part) => part.rows.length > 0)
        .map((part) => (
          <section key={part.key} aria-label={t(`part.${part.key}`)}>
            <h2 className={styles.part}>{t(`part.${part.key}`)}</h2>
            <ul>
              {part.rows.map((row) => (
                <MessageLine key={row.messageId} row={row} search={query.search ?? ''} ofOne={ofOne} />
              ))}
            </ul>
          </section>
        ))}
      <MoreFoot text={t('shown', { shown: rows.length, total: data.pages.at(-1)?.total ?? rows.length })} more={t('more')} list={list} />
    </>
  )
}
