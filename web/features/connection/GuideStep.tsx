// One numbered step of the guide: how it stands, what to do, and its checks run live. Entered by ConnectionGuide.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckResult, ConnectionStep } from '../../../contract/connection.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { When } from '../../ui/When.tsx'
import { CheckRow } from './CheckRow.tsx'
import { stateKinds, worstOf } from './check-words.ts'
import { useChecks } from './connection.data.ts'
import { useGuideStyles } from './guide.styles.ts'

const useStyles = makeStyles({
  checksHead: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: `2px ${tokens.spacingHorizontalM}` },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  again: { marginInlineStart: 'auto' },
  checks: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
})

type GuideStepProps = {
  step: ConnectionStep
  number: number
  /** Something that no check finds is still to be done: all is not well, whatever the checks say. */
  open?: boolean
  children: ReactNode
}

export function GuideStep({ step, number, open, children }: GuideStepProps) {
  const styles = useStyles()
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  const { checked, running, error, run } = useChecks(step)
  const results = checked?.results
  const worst = worstOf(results)
  const title = (
    <>
      <span className={guide.number}>{number}</span>
      {t(`step.${step}`)}
    </>
  )
  return (
    <li>
      <Tile title={title} aside={<Summary state={open && worst === 'ok' ? 'warning' : worst} running={running} />}>
        {children}
        <div className={styles.checks}>
          <div className={styles.checksHead}>
            <h3 className={guide.heading}>{t('checks')}</h3>
            {checked && !running && (
              <span className={styles.quiet}>
                {t('checkedAt')} <When at={checked.checkedAt} />
              </span>
            )}
            <Button
              className={styles.again}
              size="small"
              appearance="subtle"
              icon={<ArrowSyncRegular />}
              disabledFocusable={running}
              aria-label={t('checkAgainOf', { step: t(`step.${step}`) })}
              onClick={run}
            >
              {t('checkAgain')}
            </Button>
          </div>
          {error && !running && <ErrorPanel error={error} bare />}
          {results && (
            <ul aria-label={t('checksOf', { step: t(`step.${step}`) })} aria-busy={running}>
              {results.map((result) => (
                <CheckRow key={result.check} result={result} />
              ))}
            </ul>
          )}
          {!results && running && <SkeletonLines count={3} label={t('summary.running')} />}
        </div>
      </Tile>
    </li>
  )
}

function Summary({ state, running }: { state: CheckResult['state'] | undefined; running: boolean }) {
  const { t } = useTranslation('connection')
  return (
    <span role="status">
      {running ? (
        <StatusBadge kind="pending" text={t('summary.running')} />
      ) : (
        state && <StatusBadge kind={stateKinds[state]} text={t(`summary.${state}`)} />
      )}
    </span>
  )
}
