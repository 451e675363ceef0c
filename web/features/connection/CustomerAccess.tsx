// Step 4, the way into customers' tenants: the roles a relationship needs, and consent for those who have not given it. Entered by ConnectionGuide.
import { Button } from '@fluentui/react-components'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../../contract/connection.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { ConsentPicker } from './ConsentPicker.tsx'
import { neededRoles } from './contract-values.ts'
import { useGuideStyles } from './guide.styles.ts'

type CustomerAccessProps = {
  connection: Connection
  mayChange: boolean
  /** Somebody came for these: they are in sight, and chosen. */
  consents: boolean
}

export function CustomerAccess({ connection: { consentMissing }, mayChange, consents }: CustomerAccessProps) {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const [choosing, setChoosing] = useState(consents && mayChange)
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (consents) part.current?.scrollIntoView()
  }, [consents])
  const pickerId = useId()
  return (
    <>
      <p className={guide.text}>{t('customers.what')}</p>
      <Roles />
      <div ref={part} className={guide.part}>
        <h3 className={guide.heading}>{t('consents')}</h3>
        {consentMissing === 0 ? (
          <StatusBadge kind="healthy" text={t('consents.none')} />
        ) : (
          <StatusBadge kind="warning" text={t('consents.missing', { count: consentMissing })} />
        )}
        {(consentMissing > 0 || choosing) && mayChange && (
          <div className={guide.buttons}>
            <Button aria-expanded={choosing} aria-controls={pickerId} onClick={() => setChoosing(!choosing)}>
              {choosing ? t('consents.hide') : t('consents.choose')}
            </Button>
          </div>
        )}
        <div id={pickerId}>{choosing && <ConsentPicker everyone={consents} />}</div>
      </div>
    </>
  )
}

function Roles() {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  return (
    <div className={guide.part}>
      <h3 className={guide.heading}>{t('roles')}</h3>
      <table className={guide.table} aria-label={t('roles')}>
        <thead>
          <tr>
            <th scope="col">{t('role.name')}</th>
            <th scope="col">{t('role.why')}</th>
            <th scope="col">{t('role.id')}</th>
          </tr>
        </thead>
        <tbody>
          {neededRoles.map(({ roleId, why }) => (
            <tr key={roleId}>
              <td>{t(`role.${roleId}`)}</td>
              <td className={guide.quiet}>{t(`why.${why}`)}</td>
              <td>
                <CopyText label={t('role.id')} value={roleId} hideLabel />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
