// Step 3, the integration account: what it must be, who is signed in, signing one in and giving it up. Entered by ConnectionGuide.
import { Button } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../../contract/connection.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { GiveUpDialog } from './GiveUpDialog.tsx'
import { useGuideStyles } from './guide.styles.ts'

const mfaKinds = { yes: 'healthy', no: 'danger', unknown: 'unknown' } as const
const needs = ['account.need1', 'account.need2', 'account.need3', 'account.need4'] as const

export function AccountState({ connection: { account, clientId }, mayChange }: { connection: Connection; mayChange: boolean }) {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const [givingUp, setGivingUp] = useState(false)
  return (
    <>
      <p className={guide.text}>{t('account.what')}</p>
      <ul className={guide.needs}>
        {needs.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {account ? <SignedIn account={account} /> : <StatusBadge kind="unknown" text={t('account.nobody')} />}
      {mayChange && clientId && (
        <div className={guide.buttons}>
          {/* A full navigation: the server leads on to Microsoft. */}
          <Button as="a" href="/connection/sign-in" appearance={account ? 'secondary' : 'primary'}>
            {account ? t('account.signInAgain') : t('account.signIn')}
          </Button>
          {account && (
            <Button appearance="subtle" aria-haspopup="dialog" onClick={() => setGivingUp(true)}>
              {t('account.giveUp')}
            </Button>
          )}
        </div>
      )}
      {givingUp && <GiveUpDialog onClose={() => setGivingUp(false)} />}
    </>
  )
}

function SignedIn({ account }: { account: NonNullable<Connection['account']> }) {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const mendOf = useMend()
  const { username, mfa, signedInAt, renewedAt, expiresAt, failure } = account
  const proven = mfa === null ? 'unknown' : mfa ? 'yes' : 'no'
  const facts: [string, ReactNode][] = [
    [t('account.name'), <strong key="name">{username ?? t('account.unknownName')}</strong>],
    [t('account.since'), <When key="since" at={signedInAt} focusable />],
    [t('account.renewed'), <When key="renewed" at={renewedAt} focusable />],
    [
      t('account.expires'),
      <span key="expires">
        <When at={expiresAt} focusable /> <span className={guide.quiet}>{t('account.expiresNote')}</span>
      </span>,
    ],
    [t('account.mfa'), <StatusBadge key="mfa" kind={mfaKinds[proven]} text={t(`account.mfa.${proven}`)} />],
  ]
  return (
    <>
      <dl className={guide.facts}>
        {facts.map(([term, fact]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {failure && (
        <div>
          <StatusBadge kind="danger" text={t('account.failed')} /> <When at={failure.at} className={guide.quiet} focusable />
          <p className={guide.text}>{mendOf(failure.cause) ?? t('cause.broken')}</p>
        </div>
      )}
    </>
  )
}
