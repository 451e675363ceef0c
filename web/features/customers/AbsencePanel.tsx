// B1, "Why don't I see this customer?": what was found, each with the one action that mends it. In the empty list and on its own page.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Absence } from '../../../contract/absence.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { useGo } from '../../ui/use-go.ts'
import { When } from '../../ui/When.tsx'
import { absenceQuery } from './absence.data.ts'
import { type AbsenceReason, reasonOf } from './absence-reason.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    textAlign: 'start',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  list: { display: 'grid', gap: tokens.spacingVerticalS },
  finding: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: `2px ${tokens.spacingHorizontalM}`,
    alignItems: 'start',
    padding: '12px 16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 479px)': { gridTemplateColumns: 'auto minmax(0, 1fr)' },
  },
  shape: { display: 'inline-flex', height: tokens.lineHeightBase300, alignItems: 'center' },
  words: { display: 'grid', gap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  domain: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  quiet: { color: tokens.colorNeutralForeground2 },
  action: { '@media (max-width: 479px)': { gridColumn: 2, marginTop: tokens.spacingVerticalXS } },
  // "Sync now" has no border: below the words its icon stands under their beginning.
  subtle: { '@media (max-width: 479px)': { '& button': { marginInlineStart: '-6px' } } },
  title: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
})

export type AbsencePanelProps = {
  text: string
  /** The list was asked for it and did not show it. */
  hidden: boolean
  sync: { nextDueAt: string | null; nowButton: ReactNode }
  /** What else may be the reason, where nobody knows the customer. */
  otherwise?: ReactNode
}

export function AbsencePanel({ text, hidden, sync, otherwise }: AbsencePanelProps) {
  const styles = useStyles()
  const { t } = useTranslation('absence')
  const [askedFor, setAskedFor] = useState('')
  const too = askedFor === text
  const { data, error, refetch, isFetching } = useQuery({
    ...absenceQuery(text, too ? 'too' : 'ifNeeded'),
    // What is known already stays while Microsoft is asked as well.
    ...(too && { placeholderData: keepPreviousData }),
  })
  if (error && !data)
    return (
      <div className={styles.root}>
        <ErrorPanel error={error} onRetry={() => void refetch()} bare />
        {otherwise}
      </div>
    )
  if (!data)
    return (
      <div className={styles.root}>
        <SkeletonLines count={3} label={t('asking')} />
      </div>
    )
  const unknown = data.findings.length === 0
  return (
    <section className={styles.root} aria-label={t('label')} aria-busy={isFetching}>
      {unknown ? (
        <Plain kind="unknown" title={t(data.asked === 'all' ? 'unknown' : 'unknownToUs')} what={t('unknown.what')}>
          {data.asked === 'all' && <Action action="partnerCenter" tenantId="" name={text} nowButton={null} />}
        </Plain>
      ) : (
        <ul className={styles.list}>
          {data.findings.map((finding) => (
            <Finding key={keyOf(finding)} finding={finding} hidden={hidden} sync={sync} />
          ))}
        </ul>
      )}
      {data.more > 0 && <p className={styles.quiet}>{t('more', { count: data.more })}</p>}
      {!unknown && data.asked === 'none' && (
        <Plain kind="unknown" title={t('other')} what={t('other.what')}>
          <Button size="small" disabledFocusable={isFetching} onClick={() => (too ? void refetch() : setAskedFor(text))}>
            {isFetching ? t('askingMicrosoft') : t('askMicrosoft')}
          </Button>
        </Plain>
      )}
      {data.asked === 'all' && data.findings.every(isOurs) && !unknown && <p className={styles.quiet}>{t('noOther')}</p>}
      {isPartly(data) && (
        <Plain kind="warning" title={t('partly')} what={t('partly.what')}>
          <Button size="small" disabledFocusable={isFetching} onClick={() => void refetch()}>
            {t('again')}
          </Button>
        </Plain>
      )}
      {unknown && otherwise}
    </section>
  )
}

const isOurs = ({ kind }: Absence): boolean => kind === 'known' || kind === 'departed'

/** Where we know the customer ourselves, Microsoft was not asked, and need not be. */
const isPartly = ({ findings, asked }: { findings: readonly Absence[]; asked: string }) =>
  asked === 'some' || (asked === 'none' && !findings.some(isOurs))

const keyOf = (finding: Absence) => ('customer' in finding ? finding.customer.tenantId : finding.tenantId)

function Plain({ kind, title, what, children }: { kind: 'unknown' | 'warning'; title: string; what: string; children?: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.finding}>
      <span className={styles.shape}>
        <StatusShape kind={kind} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.quiet}>{what}</p>
      </div>
      {children && <div className={styles.action}>{children}</div>}
    </div>
  )
}

type FindingProps = { finding: Absence } & Pick<AbsencePanelProps, 'hidden' | 'sync'>

function Finding({ finding, hidden, sync }: FindingProps) {
  const styles = useStyles()
  const { t } = useTranslation('absence')
  const titleId = useId()
  const { name, domain, tenantId } = 'customer' in finding ? finding.customer : finding
  const reason = reasonOf(finding, hidden, Date.now())
  return (
    <li className={styles.finding} aria-labelledby={titleId}>
      <span className={styles.shape}>
        <StatusShape kind={reason.kind} />
      </span>
      <div className={styles.words}>
        <p id={titleId} className={styles.name}>
          {name ?? t('noName')} {domain && domain !== name && <span className={styles.domain}>{domain}</span>}
        </p>
        <p>{t(reason.word)}</p>
        <Since finding={finding} sync={sync} />
        {finding.kind === 'notACustomer' && <CopyText label={t('tenantId')} value={tenantId} />}
      </div>
      <div className={mergeClasses(styles.action, styles.subtle)}>
        <Action action={reason.action} tenantId={tenantId} name={name ?? tenantId} nowButton={sync.nowButton} />
      </div>
    </li>
  )
}

function Since({ finding, sync }: Omit<FindingProps, 'hidden'>) {
  const styles = useStyles()
  const { t } = useTranslation('absence')
  if (finding.kind === 'departed') return <Moment label={t('departedSince')} at={finding.departedAt} />
  if (finding.kind === 'waiting') {
    const later = sync.nextDueAt !== null && Date.parse(sync.nextDueAt) > Date.now()
    return later && sync.nextDueAt ? <Moment label={t('next')} at={sync.nextDueAt} /> : <p className={styles.quiet}>{t('nextSoon')}</p>
  }
  if (finding.kind !== 'known' || !finding.delegationSince) return null
  const { delegation } = finding.customer
  return delegation === 'pending' || delegation === 'expired' || delegation === 'terminated' ? (
    <Moment label={t(`since.${delegation}`)} at={finding.delegationSince} />
  ) : null
}

function Moment({ label, at }: { label: string; at: string }) {
  const styles = useStyles()
  return (
    <p className={styles.quiet}>
      {label} <When at={at} focusable />
    </p>
  )
}

type ActionProps = { action: AbsenceReason['action']; tenantId: string; name: string; nowButton: ReactNode }

function Action({ action, tenantId, name, nowButton }: ActionProps) {
  const { t } = useTranslation('absence')
  const link = useLinkStyles()
  const go = useGo()
  if (action === 'syncNow') return nowButton
  const [text, href] = {
    show: [t('show'), `/customers?view=all&search=${encodeURIComponent(name)}&card=${tenantId}`] as const,
    page: [t('openPage'), `/customers/${tenantId}`] as const,
    delegation: [t('seeDelegation'), `/customers/${tenantId}?tab=delegation`] as const,
    partnerCenter: [t('partnerCenter'), 'https://partner.microsoft.com/dashboard'] as const,
  }[action]
  const away = action === 'partnerCenter'
  return (
    <a
      href={href}
      className={`${link.link} ${link.strong}`}
      aria-label={t('actionOn', { action: text, name })}
      {...(away ? { target: '_blank', rel: 'noreferrer' } : { onClick: go })}
    >
      {text}
    </a>
  )
}
