// The accounts this browser knows, as large rows: choosing one signs in with it and no other. On the sign-in page.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useTranslation } from 'react-i18next'
import type { KnownAccount } from '../../../contract/accounts.ts'
import { useAccountChange } from '../../api/session.ts'
import { Initials } from '../../ui/Initials.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { When } from '../../ui/When.tsx'
import { AccountWords } from './AccountWords.tsx'
import { startAddress } from './start-address.ts'

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px' },
  row: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  choose: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    padding: '14px 4px 14px 14px',
    border: 'none',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    textDecorationLine: 'none',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  words: { flexGrow: 1, minWidth: 0 },
  used: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  signIn: { flexShrink: 0, color: tokens.colorBrandForegroundLink, fontWeight: tokens.fontWeightSemibold },
  // Where there is no room to show it, it is still part of the row's name.
  notNarrow: {
    '@media (max-width: 479px)': { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  remove: { marginInline: '4px 10px', color: tokens.colorNeutralForeground3 },
})

export function KnownAccounts({ accounts, returnTo }: { accounts: readonly KnownAccount[]; returnTo: string }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {accounts.map((account) => (
        <li key={account.id} className={styles.row}>
          <AccountRow account={account} returnTo={returnTo} />
        </li>
      ))}
    </ul>
  )
}

function AccountRow({ account, returnTo }: { account: KnownAccount; returnTo: string }) {
  const styles = useStyles()
  const { t } = useTranslation('signIn')
  const { mutate } = useAccountChange(returnTo)
  const content = (
    <>
      <Initials name={account.name} large />
      <span className={styles.words}>
        <AccountWords account={account} note={account.signedIn ? t('signedIn') : undefined} />
        <span className={styles.used}>
          {t('lastUsed')} <When at={account.lastUsedAt} />
        </span>
      </span>
      <span className={mergeClasses(styles.signIn, styles.notNarrow)}>{t(account.signedIn ? 'continue' : 'signIn')}</span>
    </>
  )
  const remove = () =>
    mutate(
      { change: 'forget', accountId: account.id },
      {
        onSuccess: () => showToast({ text: t('removed', { name: account.name }) }),
        onError: () => showToast({ text: t('removeFailed'), tone: 'problem' }),
      },
    )
  // Someone still signed in goes on without asking Microsoft again.
  const goOn = () =>
    mutate({ change: 'switch', accountId: account.id }, { onError: () => location.assign(startAddress({ account: account.id, returnTo })) })
  const removeLabel = t('remove', { name: account.name })
  return (
    <>
      {account.signedIn ? (
        <button type="button" className={styles.choose} onClick={goOn}>
          {content}
        </button>
      ) : (
        <a className={styles.choose} href={startAddress({ account: account.id, returnTo })}>
          {content}
        </a>
      )}
      <Button
        className={styles.remove}
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={removeLabel}
        title={removeLabel}
        onClick={remove}
      />
    </>
  )
}
