// A part of Home that is not here yet: names what will stand there, and links to where that is explained.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LaterBadge } from '../../ui/LaterBadge.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Tile } from '../../ui/Tile.tsx'

const useStyles = makeStyles({ text: { color: tokens.colorNeutralForeground2 } })

export function LaterTile({ what, to }: { what: 'expiring'; to: '/subscriptions' }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('home')
  const more = (
    <Link to={to} className={mergeClasses(link.link, link.strong)}>
      {t(`${what}.more`)}
    </Link>
  )
  return (
    <Tile title={t(what)} aside={<LaterBadge />} foot={more}>
      <p className={styles.text}>{t(`${what}.later`)}</p>
    </Tile>
  )
}
