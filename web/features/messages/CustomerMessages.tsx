// The messages of one customer, as a tab of its page. Loaded when the tab is opened.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { MessageList } from './MessageList.tsx'
import { MessageTools } from './MessageTools.tsx'
import { isNarrowed, type MessageAddress, messagesQueryOf } from './message-address.ts'
import { NoMessages } from './NoMessages.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

export function CustomerMessages({ tenantId }: { tenantId: string }) {
  const styles = useStyles()
  const [address, setAddress] = useState<MessageAddress>({})
  const query = { ...messagesQueryOf(address), tenantId }
  return (
    <div className={styles.root}>
      <MessageTools address={address} query={query} onAddress={setAddress} />
      <div className={styles.box}>
        <MessageList query={query} ofOne empty={<NoMessages filtered={isNarrowed(address)} onClear={() => setAddress({})} />} />
      </div>
    </div>
  )
}
