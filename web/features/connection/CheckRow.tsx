// One live check: its state, what was found, and where it failed one sentence that says what to do, with Microsoft's own words folded away.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckResult, PartnerType } from '../../../contract/connection.ts'
import { useFormat } from '../../i18n/format.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { causeName, type FactName, saidText, shownFacts, stateKinds } from './check-words.ts'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '140px minmax(0, 1fr)',
    gap: `2px ${tokens.spacingHorizontalM}`,
    padding: '10px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 639px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  words: { display: 'grid', gap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  mend: { maxWidth: '70ch', textWrap: 'pretty' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `2px ${tokens.spacingHorizontalL}`,
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& > div': { display: 'flex', flexWrap: 'wrap', gap: '0 6px', minWidth: 0 },
    '& dd': { margin: 0, minWidth: 0, color: tokens.colorNeutralForeground1 },
  },
  said: {
    '& summary': {
      width: 'fit-content',
      minHeight: '24px',
      cursor: 'pointer',
      color: tokens.colorBrandForegroundLink,
      borderRadius: tokens.borderRadiusSmall,
      ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    },
  },
  saidBox: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    justifyItems: 'start',
    marginTop: '4px',
    padding: '10px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  saidText: {
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
})

export function CheckRow({ result }: { result: CheckResult }) {
  const styles = useStyles()
  const { t } = useTranslation('connection')
  const { check, state } = result
  return (
    <li className={styles.row} data-check={check} data-state={state}>
      <StatusBadge kind={stateKinds[state]} text={t(`state.${state}`)} />
      <div className={styles.words}>
        <span>{t(`check.${check}`)}</span>
        <WhatToDo result={result} />
        <Facts facts={result.facts} />
        {(result.said || result.requestId) && <Said result={result} />}
      </div>
    </li>
  )
}

function WhatToDo({ result: { cause, facts, state } }: { result: CheckResult }) {
  const styles = useStyles()
  const { t } = useTranslation('connection')
  const mendOf = useMend()
  if (cause === null) return null
  if (state === 'skipped') {
    const before = String(facts['before']) as CheckResult['check']
    return <p className={styles.mend}>{t('before', { check: t(`check.${before}`) })}</p>
  }
  return <p className={styles.mend}>{mendOf(cause) ?? t(`cause.${causeName(cause)}`)}</p>
}

function Facts({ facts }: Pick<CheckResult, 'facts'>) {
  const styles = useStyles()
  const { t } = useTranslation('connection')
  const shown = shownFacts(facts)
  if (shown.length === 0) return null
  return (
    <dl className={styles.facts}>
      {shown.map(([name, fact]) => (
        <div key={name}>
          <dt>{t(`fact.${name}`)}</dt>
          <dd>
            <Fact name={name} fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Fact({ name, fact }: { name: FactName; fact: string | number | string[] }) {
  const { t } = useTranslation('connection')
  const format = useFormat()
  if (name === 'signedInAt' || name === 'renewedAt' || name === 'readAt') return <When at={String(fact)} />
  if (name === 'seconds') return t('seconds', { count: Number(fact) })
  if (name === 'partnerType') return t(`partnerType.${fact as PartnerType}`)
  if (Array.isArray(fact)) return format.list(fact)
  return typeof fact === 'number' ? format.number(fact) : fact
}

function Said({ result }: { result: CheckResult }) {
  const styles = useStyles()
  const { t } = useTranslation(['connection', 'common'])
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(saidText(result))
    setCopied(true)
  }
  return (
    <details className={styles.said}>
      <summary>{t('microsoftSaid')}</summary>
      <div className={styles.saidBox}>
        {result.said && <p className={styles.saidText}>{result.said}</p>}
        {result.requestId && (
          <p className={styles.saidText}>
            {t('requestId')} {result.requestId}
          </p>
        )}
        <Button size="small" icon={<CopyRegular />} onClick={copy} onBlur={() => setCopied(false)}>
          {copied ? t('common:copied') : t('copySaid')}
        </Button>
      </div>
    </details>
  )
}
