// One message at /service-health/messages/<number>: what Microsoft announces, until when to act, whom it concerns. Reading it marks it read. Entered by routes.tsx.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../contract/messages.ts'
import { ApiProblem } from '../../api/client.ts'
import { MessageCustomers } from '../../features/messages/MessageCustomers.tsx'
import { MessageText } from '../../features/messages/MessageText.tsx'
import { categoryOf, microsoftAddress } from '../../features/messages/message-address.ts'
import { messageQuery, useMarkRead } from '../../features/messages/messages.data.ts'
import { useFormat } from '../../i18n/format.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { usePaperStyles } from '../../ui/paper-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { When } from '../../ui/When.tsx'

const useStyles = makeStyles({
  top: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px', marginTop: '4px' },
  actBy: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  away: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
})

const route = getRouteApi('/framed/service-health/messages/$messageId')

export function MessagePage() {
  const styles = useStyles()
  const paper = usePaperStyles()
  const { t } = useTranslation(['messages', 'common'])
  const { messageId } = route.useParams()
  const { data: message, error, refetch } = useQuery(messageQuery(messageId))
  const missing = error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'invalid_input')
  return (
    <div className={paper.paper}>
      <Page>
        <div className={styles.top}>
          <BackLink href="/service-health/messages" text={t('title')} />
          {message && <Head key={message.messageId} message={message} />}
          {!message && missing && <PageHeader title={t('missing')} lead={t('missing.why')} />}
        </div>
        {!message && error && !missing && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!message && !error && <SkeletonLines count={10} label={t('common:loading')} />}
        {message && <MessageText {...message} />}
        {message && <MessageCustomers messageId={message.messageId} />}
      </Page>
    </div>
  )
}

function Head({ message }: { message: Message }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['messages', 'common'])
  const format = useFormat()
  const mark = useMarkRead()
  const { messageId, title, services, majorChange, actBy, modifiedAt, customers, read } = message
  const category = categoryOf(message.category)
  // Once: who then marks it unread means it.
  const opened = useRef(false)
  useEffect(() => {
    if (opened.current) return
    opened.current = true
    if (!read) mark(messageId, true)
  }, [read, messageId, mark])
  return (
    <PageHeader
      title={title}
      titleLang="en"
      documentTitle={`${messageId} · ${title}`}
      lead={
        <div className={styles.facts}>
          {majorChange && <span className={styles.actBy}>{t('major')}</span>}
          {actBy && (
            <span className={styles.actBy} title={format.exact(actBy)}>
              {t('actBy', { date: format.date(actBy) })}
            </span>
          )}
          <span>{category ? t(`category.${category}`) : message.category}</span>
          <span>{services.join(', ')}</span>
          <span>{messageId}</span>
          {modifiedAt && (
            <span>
              {t('updated')} <When at={modifiedAt} focusable />
            </span>
          )}
          <span>{t('customers', { count: customers })}</span>
        </div>
      }
      actions={
        <>
          <Button onClick={() => mark(messageId, !read)}>{t(read ? 'markUnread' : 'markRead')}</Button>
          <a href={microsoftAddress(messageId)} target="_blank" rel="noreferrer" className={mergeClasses(link.link, styles.away)}>
            {t('atMicrosoft')}
            <OpenRegular role="img" aria-label={t('common:opensNewTab')} aria-hidden={false} />
          </a>
        </>
      }
    />
  )
}
