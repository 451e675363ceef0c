// The sign-in page: greets who comes back, lists the accounts this browser knows, offers another one; nothing else.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/session.ts'
import { KnownAccounts } from '../../features/accounts/KnownAccounts.tsx'
import { SignInProblem } from '../../features/accounts/SignInProblem.tsx'
import { startAddress } from '../../features/accounts/start-address.ts'
import { LanguageMenu } from '../../ui/LanguageMenu.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ThemeMenu } from '../../ui/ThemeMenu.tsx'
import { safeReturnTo } from './safe-return-to.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateRows: 'auto 1fr auto',
    minHeight: '100dvh',
    color: tokens.colorNeutralForeground1,
    backgroundImage: `radial-gradient(1100px 620px at 50% -180px, ${tokens.colorBrandBackground2}, transparent 72%)`,
  },
  top: { display: 'flex', justifyContent: 'flex-end', padding: '8px' },
  main: { display: 'grid', placeItems: 'center', padding: '16px' },
  card: {
    display: 'grid',
    gap: tokens.spacingVerticalXL,
    width: '100%',
    maxWidth: '520px',
    padding: '40px',
    borderRadius: '16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
    '@media (max-width: 479px)': { padding: '24px 16px' },
  },
  mark: { display: 'flex', alignItems: 'center', gap: '10px', fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  buttons: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    textAlign: 'center',
    textWrap: 'balance',
    '@media (max-width: 479px)': { '& > a': { paddingInline: '8px' } },
  },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  foot: { padding: '16px', textAlign: 'center', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const styles = useStyles()
  const { t } = useTranslation('signIn')
  const { problem, returnTo: wanted } = route.useSearch()
  const { accounts } = useSession()
  const returnTo = safeReturnTo(wanted)
  const [latest] = accounts
  return (
    <div className={styles.root}>
      <header className={styles.top}>
        <LanguageMenu place="page" />
        <ThemeMenu place="page" />
      </header>
      <main className={styles.main}>
        <div className={styles.card}>
          <div className={styles.mark}>
            <img src="/favicon.svg" alt="" width="32" height="32" />
            Tenantry
          </div>
          <PageHeader
            title={latest ? t('hello', { name: latest.name }) : t('welcome')}
            documentTitle={t('signIn')}
            lead={latest ? <ChooseLead several={accounts.length > 1} /> : t('lead')}
          />
          <SignInProblem named={problem} />
          {accounts.length > 0 && <KnownAccounts accounts={accounts} returnTo={returnTo} />}
          <div className={styles.buttons}>
            {latest ? (
              <Button as="a" size="large" icon={<PersonAddRegular />} href={startAddress({ choose: true, returnTo })}>
                {t('another')}
              </Button>
            ) : (
              <Button as="a" size="large" appearance="primary" href={startAddress({ returnTo })}>
                {t('signIn')}
              </Button>
            )}
            <Button as="a" size="large" appearance={latest ? 'transparent' : 'secondary'} href={startAddress({ create: true, returnTo })}>
              {t('signInOrCreate')}
            </Button>
          </div>
          <p className={styles.note}>{t('workAccount')}</p>
        </div>
      </main>
      <footer className={styles.foot}>{t('affiliation')}</footer>
    </div>
  )
}

function ChooseLead({ several }: { several: boolean }) {
  const { t } = useTranslation('signIn')
  return (
    <>
      {several && <p>{t('several')}</p>}
      <p>{t('choose')}</p>
    </>
  )
}
