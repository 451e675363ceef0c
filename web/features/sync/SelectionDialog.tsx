// How far the reading of the selected customers has come, and how it ended: all good, or what failed and why. Opened by SelectionSync.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useGo } from '../../ui/use-go.ts'
import { byCause, causeOf } from './by-cause.ts'
import { Mend } from './PullFailures.tsx'
import { mostRelationships, type Selected, type SelectionProgress, useSelectionReading } from './selection.data.ts'

const useStyles = makeStyles({
  track: { height: '6px', borderRadius: '3px', overflow: 'hidden', backgroundColor: tokens.colorNeutralStroke2 },
  bar: { height: '100%', borderRadius: '3px', backgroundColor: tokens.colorCompoundBrandBackground, transition: 'width 200ms ease-out' },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  causes: { display: 'grid', gap: tokens.spacingVerticalM, maxHeight: '40dvh', overflow: 'auto' },
  customers: { display: 'grid', gap: tokens.spacingVerticalXS, marginTop: tokens.spacingVerticalXS },
})

export function SelectionDialog({ customers, onClose }: { customers: readonly Selected[]; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation(['sync', 'common'])
  const { progress, error, retry } = useSelectionReading(customers)
  return (
    <Dialog
      title={t('selection.title', { count: customers.length })}
      onClose={onClose}
      buttons={<Button onClick={onClose}>{t('close', { ns: 'common' })}</Button>}
    >
      {error && <ErrorPanel error={error} onRetry={retry} bare />}
      {!error && !progress && <SkeletonLines count={2} label={t('loading', { ns: 'common' })} />}
      {progress && <Progress progress={progress} />}
      {progress && !progress.over && <p className={styles.quiet}>{t('selection.goesOn')}</p>}
      {customers.length > mostRelationships && <p className={styles.quiet}>{t('selection.relationshipsLater')}</p>}
    </Dialog>
  )
}

function Progress({ progress }: { progress: SelectionProgress }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const { total, done, failed, over } = progress
  const words = t('selection.progress', { done, total })
  return (
    <>
      <div role="status">
        {over ? (
          <StatusBadge
            kind={failed > 0 ? 'warning' : 'healthy'}
            text={failed > 0 ? t('selection.failed', { failed, total }) : t('selection.good', { count: total })}
          />
        ) : (
          <span className={styles.quiet}>{words}</span>
        )}
      </div>
      {!over && (
        <div
          className={styles.track}
          role="progressbar"
          aria-label={words}
          aria-valuemin={0}
          aria-valuemax={Math.max(1, total)}
          aria-valuenow={done}
        >
          <div className={styles.bar} style={{ width: `${(100 * done) / Math.max(1, total)}%` }} />
        </div>
      )}
      {failed > 0 && <Failures progress={progress} />}
    </>
  )
}

/** What to do once for all that it mends, and under it whose reading of what failed. */
function Failures({ progress: { failed, failures, unrelated } }: { progress: SelectionProgress }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  const shown = failures.length + unrelated.length
  return (
    <>
      <ul className={styles.causes}>
        {byCause(failures).map(({ failure, customers }) => (
          <li key={causeOf(failure)}>
            <Mend failure={failure} />
            <ul className={styles.customers}>
              {customers.map(({ tenantId, name, resources }) => (
                <li key={tenantId}>
                  <CustomerLink tenantId={tenantId} name={name} /> ·{' '}
                  {format.list(resources.map((resource) => t(`pulls.resource.${resource}`)))}
                </li>
              ))}
            </ul>
          </li>
        ))}
        {unrelated.length > 0 && (
          <li>
            <p>{t('selection.relationships')}</p>
            <ul className={styles.customers}>
              {unrelated.map(({ tenantId, name }) => (
                <li key={tenantId}>
                  <CustomerLink tenantId={tenantId} name={name} />
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
      {shown < failed && <p className={styles.quiet}>{t('selection.shownOf', { shown, failed })}</p>}
    </>
  )
}

function CustomerLink({ tenantId, name }: { tenantId: string; name: string }) {
  const link = useLinkStyles()
  const go = useGo()
  return (
    <a href={`/customers/${tenantId}`} className={mergeClasses(link.link, link.inText)} onClick={go}>
      {name}
    </a>
  )
}
