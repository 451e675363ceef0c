// Search and filters above a list of messages. Entered by the message center and the customer's tab, which keep what is chosen.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { useSidewaysStyles } from '../../ui/sideways-styles.ts'
import { useTyping } from '../../ui/use-typing.ts'
import { MessageFilters } from './MessageFilters.tsx'
import type { MessageAddress } from './message-address.ts'
import { type MessagesQuery, messagesQuery } from './messages.data.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, '@media print': { display: 'none' } },
  chips: {
    display: 'flex',
    flex: '1 1 auto',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    '@media (max-width: 767px)': { flex: '1 1 100%', margin: '-2px', paddingBlock: '2px', paddingInlineStart: '2px' },
  },
})

type MessageToolsProps = {
  address: MessageAddress
  query: MessagesQuery
  onAddress: (next: MessageAddress, how: 'push' | 'replace') => void
  /** Filters of whose messages are shown. */
  whose?: ReactNode
}

export function MessageTools({ address, query, onAddress, whose }: MessageToolsProps) {
  const styles = useStyles()
  const sideways = useSidewaysStyles()
  const { t } = useTranslation('messages')
  const services = useInfiniteQuery(messagesQuery(query)).data?.pages[0]?.services ?? []
  const latest = useRef({ address, onAddress })
  useLayoutEffect(() => {
    latest.current = { address, onAddress }
  }, [address, onAddress])
  const send = useCallback((text: string) => {
    const now = latest.current
    now.onAddress({ ...now.address, search: text || undefined }, 'replace')
  }, [])
  const { text, type } = useTyping(address.search ?? '', send)
  return (
    <div className={styles.root}>
      <SearchBox text={text} onType={type} label={t('search')} placeholder={t('search')} clearLabel={t('search.clear')} />
      <div className={mergeClasses(styles.chips, sideways.row)}>
        <MessageFilters address={address} services={services} onChange={(change) => onAddress({ ...address, ...change }, 'push')} />
        {whose}
      </div>
    </div>
  )
}
