// «Tous les clients» of a large partner before anything is typed (D5): the true total, the way to the search field above, the whole list one click away.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useTranslation } from 'react-i18next'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    justifyItems: 'center',
    alignContent: 'start',
    gap: tokens.spacingVerticalL,
    height: '100%',
    padding: `clamp(24px, 14vh, 160px) ${tokens.spacingHorizontalL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
    overflow: 'auto',
  },
  total: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: tokens.spacingHorizontalS },
  lead: { color: tokens.colorNeutralForeground2, maxWidth: '52ch', textWrap: 'balance' },
})

type SearchFirstProps = { total: number; onSearch: () => void; onShowAll: () => void }

export function SearchFirst({ total, onSearch, onShowAll }: SearchFirstProps) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  return (
    <div className={styles.root}>
      <div>
        <p className={styles.total}>{t('first.total', { total })}</p>
        <p className={styles.lead}>{t('first.lead')}</p>
      </div>
      <div className={styles.buttons}>
        <Button appearance="primary" icon={<SearchRegular />} onClick={onSearch}>
          {t('first.search')}
        </Button>
        <Button onClick={onShowAll}>{t('first.showAll')}</Button>
      </div>
    </div>
  )
}
