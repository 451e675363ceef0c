// On an issue's page: how many customers were told of it, and the way to tell them (B3). Entered by IssuePage.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { SendRegular } from '@fluentui/react-icons/svg/send'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { IssueDetails } from '../../../contract/service-health.ts'
import { useMay } from '../../api/session.ts'
import { ToldCount } from '../../features/customer-notices/ToldCount.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: `4px ${tokens.spacingHorizontalM}` },
  told: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase300 },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    height: '32px',
    padding: '0 12px',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorBrandBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    '& svg': { fontSize: '20px' },
  },
  quiet: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
})

export function TellCustomers({ issue: { issueId } }: { issue: IssueDetails }) {
  const styles = useStyles()
  const { t } = useTranslation('customerNotices')
  const mayTell = useMay('customers.tell')
  return (
    <div className={styles.root}>
      <ToldCount issueId={issueId} className={styles.told} />
      <Link
        to="/service-health/issues/$issueId/tell"
        params={{ issueId }}
        search={{}}
        className={mergeClasses(styles.link, !mayTell && styles.quiet)}
      >
        <SendRegular aria-hidden />
        {t(mayTell ? 'open' : 'openRead')}
      </Link>
    </div>
  )
}
