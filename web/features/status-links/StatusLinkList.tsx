// The links there are, with what each shows and when it was last used; revoked at once after a question. Entered by Settings > Status page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatusLink } from '../../../contract/status-page.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { When } from '../../ui/When.tsx'
import { useRevokeStatusLink } from './status-links.data.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: '10px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  words: { minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

export function StatusLinkList({ links }: { links: readonly StatusLink[] }) {
  const styles = useStyles()
  const { t } = useTranslation('statusLinks')
  const [revoking, setRevoking] = useState<StatusLink | null>(null)
  return (
    <>
      <ul>
        {links.map((link) => (
          <li key={link.linkId} className={styles.line}>
            <div className={styles.words}>
              <p className={styles.name}>{link.name}</p>
              <p className={styles.quiet}>
                {t(link.showsCustomers ? 'withNames' : 'countsOnly')} · {t('createdAt')} <When at={link.createdAt} /> ·{' '}
                {link.usedAt ? (
                  <>
                    {t('usedAt')} <When at={link.usedAt} />
                  </>
                ) : (
                  t('neverUsed')
                )}
              </p>
            </div>
            <Button aria-label={t('revokeOne', { name: link.name })} onClick={() => setRevoking(link)}>
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {revoking && <RevokeDialog link={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}

function RevokeDialog({ link: { linkId, name }, onClose }: { link: StatusLink; onClose: () => void }) {
  const { t } = useTranslation(['statusLinks', 'common'])
  const { mutate, isPending, error } = useRevokeStatusLink()
  const title = t('revoke.title', { name })
  const revoke = () =>
    mutate(linkId, {
      onSuccess: () => {
        showToast({ text: t('revoked', { name }) })
        onClose()
      },
    })
  const buttons = (
    <>
      <Button appearance="primary" disabledFocusable={isPending} onClick={revoke}>
        {t('revoke')}
      </Button>
      <Button onClick={onClose}>{t('common:cancel')}</Button>
    </>
  )
  return (
    <Dialog title={title} buttons={buttons} onClose={onClose}>
      <p>{t('revoke.what')}</p>
      {error && <ErrorPanel error={error} bare />}
    </Dialog>
  )
}
