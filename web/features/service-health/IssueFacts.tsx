// The facts of an issue as a list of terms: number, service, status, feature, from when to when. Entered by IssueArticle.
import { makeStyles, tokens } from '@fluentui/react-components'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueDetails } from '../../../contract/service-health.ts'
import { useFormat } from '../../i18n/format.ts'
import { CopyText } from '../../ui/CopyText.tsx'
import { useStatusWords } from './status-words.ts'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { minWidth: 0, overflowWrap: 'anywhere' },
})

const knownOrigins = ['microsoft', 'thirdParty', 'customer'] as const

export function IssueFacts({ issue }: { issue: IssueDetails }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const wordOf = useStatusWords()
  const origin = knownOrigins.find((known) => known === issue.origin)
  const facts: [string, ReactNode][] = [
    [t('issue.fact.number'), <CopyText key="number" label={t('issue.fact.number')} value={issue.issueId} hideLabel />],
    [t('issue.fact.service'), issue.service],
    [t('issue.fact.classification'), t(`classification.${issue.classification}`)],
    [t('issue.fact.status'), wordOf(issue.status)],
    [t('issue.fact.feature'), issue.feature && <Original key="feature" lang={issue.language} lines={featureOf(issue)} />],
    [t('issue.fact.origin'), origin && origin !== 'microsoft' ? t(`issue.origin.${origin}`) : null],
    [t('issue.fact.start'), <Moment key="start" at={issue.startsAt} />],
    [t('issue.fact.end'), issue.endsAt || issue.state === 'open' ? <Moment key="end" at={issue.endsAt} /> : null],
    [t('issue.fact.modified'), issue.modifiedAt && <Moment key="modified" at={issue.modifiedAt} />],
    [t('issue.fact.firstSeen'), <Moment key="seen" at={issue.firstSeenAt} />],
    ...issue.details.map(({ name, value }): [string, ReactNode] => [name, <Original key={name} lang={issue.language} lines={[value]} />]),
  ]
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([term, value]) => (
          <Fragment key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}

const featureOf = ({ feature, featureGroup }: IssueDetails): string[] =>
  [feature, featureGroup].filter((name, index, all): name is string => Boolean(name) && all.indexOf(name) === index)

function Original({ lang, lines }: { lang: string; lines: readonly string[] }) {
  return (
    <span lang={lang}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </span>
  )
}

function Moment({ at }: { at: string | null }) {
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  if (!at) return t('issue.notYet')
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.dateTime(at)}
    </time>
  )
}
