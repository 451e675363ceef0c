// A line above the page while the network or the server is out of reach: what is shown may be old.
import { makeStyles, tokens } from '@fluentui/react-components'
import { CloudOffRegular } from '@fluentui/react-icons/svg/cloud-off'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../api/connection.ts'

const useStyles = makeStyles({
  root: {
    gridColumn: 2,
    gridRow: 2,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    '@media (max-width: 767px)': { gridColumn: '1 / -1' },
  },
  icon: { flexShrink: 0, fontSize: '20px' },
})

export function ConnectionBanner() {
  const styles = useStyles()
  const { t } = useTranslation('frame')
  const connection = useConnection()
  if (connection === 'ok') return null
  return (
    <div className={styles.root} role="status">
      <CloudOffRegular className={styles.icon} aria-hidden />
      {t(`connection.${connection}`)}
    </div>
  )
}
