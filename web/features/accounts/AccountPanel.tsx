// All accounts this browser knows: who one is now, switch, sign in again, add, sign out of one or of all.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add'
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out'
import { useTranslation } from 'react-i18next'
import type { KnownAccount } from '../../../contract/accounts.ts'
import { useAccountChange, useActiveAccount, useSession } from '../../api/session.ts'
import { Initials } from '../../ui/Initials.tsx'
import { useMenuStyles } from '../../ui/menu.styles.ts'
import { showToast } from '../../ui/toasts.tsx'
import { AccountWords } from './AccountWords.tsx'
import { startAddress } from './start-address.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '4px' },
  active: { display: 'flex', gap: tokens.spacingHorizontalM, padding: '12px', alignItems: 'flex-start' },
  words: { flexGrow: 1, minWidth: 0 },
  role: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, marginTop: '4px' },
  signOut: { marginTop: tokens.spacingVerticalS },
  heading: { paddingInline: '12px' },
  row: { display: 'flex', alignItems: 'center' },
  choose: { flexGrow: 1, minWidth: 0, display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, paddingInline: '12px' },
  foot: { display: 'flex', flexWrap: 'wrap', gap: '4px', justifyContent: 'space-between' },
})

export function AccountPanel({ onDone }: { onDone: () => void }) {
  const styles = useStyles()
  const menu = useMenuStyles()
  const { t } = useTranslation(['frame', 'common'])
  const active = useActiveAccount()
  const { accounts } = useSession()
  const { mutate } = useAccountChange()
  const failed = { onError: () => showToast({ text: t('account.failed'), tone: 'problem' }) }
  const others = accounts.filter((account) => account.id !== active.id)
  const signedInCount = accounts.filter((account) => account.signedIn).length
  return (
    <div className={styles.root}>
      <div className={styles.active}>
        <Initials name={active.name} large />
        <div className={styles.words}>
          <AccountWords account={active} />
          <p className={styles.role}>{active.roles.map((role) => t(`common:role.${role}`)).join(' · ')}</p>
          <Button className={styles.signOut} size="small" onClick={() => mutate({ change: 'signOut', accountId: active.id }, failed)}>
            {t('account.signOut')}
          </Button>
        </div>
      </div>
      {others.length > 0 && (
        <>
          <hr className={menu.line} />
          <p className={mergeClasses(menu.head, styles.heading)}>{t('account.others')}</p>
          {others.map((account) => (
            <OtherAccount
              key={account.id}
              account={account}
              onSwitch={() => mutate({ change: 'switch', accountId: account.id }, failed)}
              onSignOut={() => mutate({ change: 'signOut', accountId: account.id }, failed)}
            />
          ))}
        </>
      )}
      <hr className={menu.line} />
      <div className={styles.foot}>
        <Button appearance="subtle" icon={<PersonAddRegular />} as="a" href={startAddress({ choose: true })} onClick={onDone}>
          {t('account.add')}
        </Button>
        {signedInCount > 1 && (
          <Button appearance="subtle" icon={<SignOutRegular />} onClick={() => mutate({ change: 'signOutAll' }, failed)}>
            {t('account.signOutAll')}
          </Button>
        )}
      </div>
    </div>
  )
}

type OtherAccountProps = { account: KnownAccount; onSwitch: () => void; onSignOut: () => void }

function OtherAccount({ account, onSwitch, onSignOut }: OtherAccountProps) {
  const styles = useStyles()
  const menu = useMenuStyles()
  const { t } = useTranslation('frame')
  const content = (
    <>
      <Initials name={account.name} />
      <AccountWords account={account} note={account.signedIn ? undefined : t('account.signedOut')} />
    </>
  )
  if (!account.signedIn) {
    return (
      <a className={mergeClasses(menu.item, styles.choose)} href={startAddress({ account: account.id })}>
        {content}
      </a>
    )
  }
  return (
    <div className={styles.row}>
      <button type="button" className={mergeClasses(menu.item, styles.choose)} onClick={onSwitch}>
        {content}
      </button>
      <Button
        appearance="subtle"
        icon={<SignOutRegular />}
        aria-label={t('account.signOutOf', { name: account.name })}
        title={t('account.signOutOf', { name: account.name })}
        onClick={onSignOut}
      />
    </div>
  )
}
