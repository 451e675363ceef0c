// The way back, above the heading: from a service to all of them, from an issue to its service.
import { makeStyles, tokens } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const useStyles = makeStyles({
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    width: 'fit-content',
    minHeight: '24px',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    fontSize: tokens.fontSizeBase300,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    '@media print': { display: 'none' },
  },
})

export function BackLink({ to }: { to: 'services' | { service: string } }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  if (to === 'services')
    return (
      <Link to="/service-health" search={{}} className={styles.back}>
        <ArrowLeftRegular aria-hidden />
        {t('service.back')}
      </Link>
    )
  return (
    <Link to="/service-health/$service" params={{ service: to.service }} search={{}} className={styles.back}>
      <ArrowLeftRegular aria-hidden />
      {to.service}
    </Link>
  )
}
