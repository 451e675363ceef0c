// Step 1, the app registration: what to click in Entra ID, in order, with what to copy. Entered by ConnectionGuide.
import { Button } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../../contract/connection.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { AwayLink } from './AwayLink.tsx'
import { neededPermissions, registrationClicks, rolesClaim } from './contract-values.ts'
import { useGuideStyles } from './guide.styles.ts'

const registrations = 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade'

export function RegistrationSteps({ connection: { clientId, redirectUris } }: { connection: Connection }) {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const values: Partial<Record<(typeof registrationClicks)[number], ReactNode>> = {
    redirectUris: redirectUris.map((uri) => <CopyText key={uri} label={t('redirectUri')} value={uri} hideLabel />),
    rolesClaim: <CopyText label={t('manifestLine')} value={rolesClaim} hideLabel />,
    server: clientId && <CopyText label={t('clientId')} value={clientId} />,
  }
  return (
    <>
      <p className={guide.text}>{t('registration.what')}</p>
      <AwayLink href={registrations} text={t('registration.open')} />
      <ol className={guide.clicks}>
        {registrationClicks.map((click) => (
          <li key={click}>
            {t(`registration.${click}`)}
            {values[click] && <div className={guide.values}>{values[click]}</div>}
          </li>
        ))}
      </ol>
      <Permissions />
    </>
  )
}

function Permissions() {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const copy = async () => {
    // In the app registration Mail.Read would open every mailbox; Exchange Online grants it for one.
    const registered = neededPermissions.filter(({ why }) => why !== 'returnedMail')
    const lines = registered.map(({ api, kind, name }) => [t(`api.${api}`), t(`kind.${kind}`), name].join('\t'))
    await navigator.clipboard.writeText(lines.join('\n'))
    showToast({ text: t('permissions.copied') })
  }
  return (
    <div className={guide.part}>
      <div className={guide.buttons}>
        <h3 className={guide.heading}>{t('permissions')}</h3>
        <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={copy}>
          {t('permissions.copy')}
        </Button>
      </div>
      <table className={guide.table} aria-label={t('permissions')}>
        <thead>
          <tr>
            <th scope="col">{t('permission.name')}</th>
            <th scope="col">{t('permission.api')}</th>
            <th scope="col">{t('permission.kind')}</th>
          </tr>
        </thead>
        <tbody>
          {neededPermissions.map(({ api, kind, name, why }) => (
            <tr key={`${api} ${kind} ${name}`}>
              <td>
                <span className={guide.code}>{name}</span>
                <span className={guide.note}>{t(`why.${why}`)}</span>
              </td>
              <td>{t(`api.${api}`)}</td>
              <td>{t(`kind.${kind}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
