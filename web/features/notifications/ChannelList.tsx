// Where notices go: each address, Teams channel and webhook with its state, its code, its test, and what to do when it is paused. Entered by the page.
import type { NoticeOwner, Notifications } from '../../../contract/notifications.ts'
import { ChannelItem } from './ChannelItem.tsx'
import { useNotificationStyles } from './notifications.styles.ts'

export function ChannelList({ owner, data: { channels, rules } }: { owner: NoticeOwner; data: Notifications }) {
  const styles = useNotificationStyles()
  return (
    <ul className={styles.list}>
      {channels.map((channel) => (
        <ChannelItem key={channel.channelId} {...{ owner, channel, rules }} />
      ))}
    </ul>
  )
}
