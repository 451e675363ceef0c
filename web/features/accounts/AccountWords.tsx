// An account in words: name, sign-in name, organisation.
import { makeStyles, tokens } from '@fluentui/react-components'
import type { KnownAccount } from '../../../contract/accounts.ts'

const useStyles = makeStyles({
  root: { display: 'grid', minWidth: 0, '& > *': { overflowWrap: 'anywhere' } },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, lineHeight: tokens.lineHeightBase300 },
  more: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2 },
})

export function AccountWords({ account, note }: { account: KnownAccount; note?: string }) {
  const styles = useStyles()
  return (
    <span className={styles.root}>
      <span className={styles.name}>{account.name}</span>
      <span className={styles.more}>{account.username}</span>
      <span className={styles.more}>
        {account.organisation}
        {note && ` · ${note}`}
      </span>
    </span>
  )
}
