// The story of one entry of the ledger: which change, by which rule, to whom, why or why not, and each try with the server's answer. Entered by LedgerTable.
import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LedgerEntry } from '../../../contract/notice-ledger.ts'
import { useFormat } from '../../i18n/format.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { entryLooks } from './entry-looks.ts'
import { momentWord } from './moment-word.ts'
import { attemptsQuery } from './notifications.data.ts'
import { useNotificationStyles } from './notifications.styles.ts'

export function EntryStory({ entry, onClose }: { entry: LedgerEntry; onClose: () => void }) {
  const styles = useNotificationStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['notifications', 'common'])
  const format = useFormat()
  const { issueId, title, service, rule, channel, person, state, reason, affected, nextAt, sentAt, returnedAt } = entry
  const buttons = (
    <>
      {issueId && (
        <Link to="/service-health/issues/$issueId" params={{ issueId }} search={{}} className={link.link}>
          {t('story.open', { number: issueId })}
        </Link>
      )}
      <Button onClick={onClose}>{t('common:close')}</Button>
    </>
  )
  return (
    <Dialog title={[t(`moment.${momentWord(entry)}`), issueId].filter(Boolean).join(' · ')} buttons={buttons} onClose={onClose}>
      {title && (
        <p>
          {t('common:label', { name: service ?? '' })} <span lang="en">{title}</span>
        </p>
      )}
      <StatusBadge kind={entryLooks[state]} text={t(`state.${state}`)} />
      {reason && <p>{t(`reason.${reason}`)}</p>}
      <ul className={styles.list}>
        <li>{t('story.to', { to: person ? `${person.name}, ${channel.target}` : channel.target })}</li>
        {rule && <li>{t('story.rule', { name: rule.name })}</li>}
        {affected !== null && <li>{t('story.affected', { count: affected })}</li>}
        <li>{t('story.happened', { at: format.dateTime(entry.at) })}</li>
        {sentAt && <li>{t('story.sent', { at: format.dateTime(sentAt) })}</li>}
        {returnedAt && <li>{t('story.returned', { at: format.dateTime(returnedAt) })}</li>}
        {nextAt && <li>{t('story.next', { at: format.dateTime(nextAt) })}</li>}
      </ul>
      <Attempts entry={entry} />
    </Dialog>
  )
}

const wordOf = (ok: boolean, cameBack: boolean) => (ok ? 'story.accepted' : cameBack ? 'story.cameBack' : 'story.refused')

function Attempts({ entry: { entryId, returnedAt } }: { entry: LedgerEntry }) {
  const styles = useNotificationStyles()
  const { t } = useTranslation(['notifications', 'common'])
  const format = useFormat()
  const { data, error } = useQuery(attemptsQuery(entryId))
  if (error) return <ErrorPanel error={error} bare />
  if (!data) return <SkeletonLines count={2} label={t('common:loading')} />
  if (data.attempts.length === 0) return <p className={styles.quiet}>{t('story.noTry')}</p>
  return (
    <ol aria-label={t('story.tries')}>
      {data.attempts.map(({ at, ok, response }) => (
        <li key={at}>{t('common:labelled', { name: format.dateTime(at), value: `${t(wordOf(ok, at === returnedAt))} ${response}` })}</li>
      ))}
    </ol>
  )
}
