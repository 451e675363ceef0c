// One customer in a tile: its name opens the card; at the right whatever the tile has to say, and the way into its admin center.
import { makeStyles, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { noEntryReason } from '../../features/customers/delegation-state.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    margin: '0 -8px',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  name: {
    flexGrow: 1,
    minWidth: 0,
    padding: '6px 8px',
    borderRadius: tokens.borderRadiusMedium,
    color: 'inherit',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  aside: {
    display: 'flex',
    flexShrink: 0,
    paddingInlineEnd: '8px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  // Keeps what stands before it in one column.
  noEntry: { flexShrink: 0, width: '32px' },
  enter: {
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    fontSize: '18px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundPressed, color: tokens.colorBrandForegroundLink },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
})

export function CustomerLine({ customer, aside }: { customer: CustomerRow; aside?: ReactNode }) {
  const styles = useStyles()
  const { t } = useTranslation('home')
  const mayEnter = useMay('customers.enter')
  const canEnter = noEntryReason(customer, mayEnter) === null
  const label = t('enter', { name: customer.name })
  return (
    <div className={styles.root}>
      <Link
        to="/customers"
        search={{ card: customer.tenantId }}
        className={styles.name}
        title={customer.domain ?? customer.name}
        dir="auto"
      >
        {customer.name}
      </Link>
      {aside && <span className={styles.aside}>{aside}</span>}
      {canEnter ? (
        <a
          href={`/go/${customer.tenantId}/microsoft365`}
          target="_blank"
          rel="noreferrer"
          className={styles.enter}
          aria-label={label}
          title={label}
        >
          <OpenRegular />
        </a>
      ) : (
        mayEnter && <span className={styles.noEntry} />
      )}
    </div>
  )
}
