// Chooses customers that have not admitted the app, gives consent for them, and says of each how it went. Opened in step 4 of the guide.
import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { ConsentOutcome } from './ConsentOutcome.tsx'
import { mostConsents, unconsentedQuery, useGiveConsent } from './connection.data.ts'
import { useGuideStyles } from './guide.styles.ts'
import type { Unconsented } from './without-consent.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  list: {
    maxHeight: '320px',
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    '& li': { padding: '0 8px' },
    '& li:not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  outcome: { display: 'grid', gap: '2px', padding: '0 8px 8px 36px' },
})

/** `everyone`: who came for all of them finds them chosen. */
export function ConsentPicker({ everyone }: { everyone: boolean }) {
  const guide = useGuideStyles()
  const { t } = useTranslation(['connection', 'common'])
  const { data, error, refetch } = useQuery(unconsentedQuery)
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} bare />
  if (!data) return <SkeletonLines count={4} label={t('common:loading')} />
  if (data.length === 0) return <p className={guide.quiet}>{t('consents.nobody')}</p>
  return <Choice customers={data} everyone={everyone} />
}

function Choice({ customers, everyone }: { customers: readonly Unconsented[]; everyone: boolean }) {
  const styles = useStyles()
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const first = customers.slice(0, mostConsents)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(everyone ? first.map(({ tenantId }) => tenantId) : []))
  const { mutate, isPending, error, data: outcomes } = useGiveConsent()
  const all = first.every(({ tenantId }) => chosen.has(tenantId))
  const outcomeOf = (tenantId: string) => {
    const outcome = outcomes?.find((one) => one.tenantId === tenantId)
    return (
      outcome && (
        <div className={styles.outcome}>
          <ConsentOutcome outcome={outcome} />
        </div>
      )
    )
  }
  const toggle = (tenantId: string) => setChosen((before) => toggled(before, tenantId))
  const give = () =>
    mutate([...chosen], {
      onSuccess: (results) => {
        setChosen(new Set())
        showToast({ text: t('consents.done', { count: results.filter(({ ok }) => ok).length }) })
      },
    })
  return (
    <div className={styles.root}>
      <p className={guide.quiet}>{t('consents.what', { most: mostConsents })}</p>
      <Checkbox
        checked={all ? true : chosen.size > 0 ? 'mixed' : false}
        label={first.length < customers.length ? t('consents.first', { count: first.length }) : t('consents.all', { count: first.length })}
        onChange={() => setChosen(all ? new Set() : new Set(first.map(({ tenantId }) => tenantId)))}
      />
      <ul className={styles.list} aria-label={t('consents')}>
        {customers.map(({ tenantId, name }) => (
          <li key={tenantId}>
            <Checkbox
              checked={chosen.has(tenantId)}
              disabled={isPending || (!chosen.has(tenantId) && chosen.size >= mostConsents)}
              label={name}
              onChange={() => toggle(tenantId)}
            />
            {outcomeOf(tenantId)}
          </li>
        ))}
      </ul>
      {error && <ErrorPanel error={error} bare />}
      <div className={guide.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={isPending || chosen.size === 0}
          onClick={() => chosen.size > 0 && !isPending && give()}
        >
          {isPending ? t('consents.giving') : t('consents.give', { count: chosen.size })}
        </Button>
      </div>
    </div>
  )
}

function toggled(before: ReadonlySet<string>, tenantId: string): ReadonlySet<string> {
  const after = new Set(before)
  if (!after.delete(tenantId)) after.add(tenantId)
  return after
}
