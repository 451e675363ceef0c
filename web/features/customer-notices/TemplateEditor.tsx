// One template beside what it makes of an example, as one types. A placeholder that is not on the list is named and not saved. Entered by the page.
import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message, NoticeTemplate } from '../../../contract/notice-templates.ts'
import { ApiProblem } from '../../api/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { noticePlaceholders } from './contract-values.ts'
import { previewQuery, useChangeTemplates } from './customer-notices.data.ts'
import { useTellStyles } from './tell.styles.ts'
import { useSettled } from './use-settled.ts'

const useStyles = makeStyles({
  sides: { display: 'grid', gap: tokens.spacingHorizontalXL, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))' },
  side: { display: 'grid', gap: tokens.spacingVerticalM, alignContent: 'start', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  offered: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  heading: { fontWeight: tokens.fontWeightSemibold },
})

export function TemplateEditor({ template, mayChange }: { template: NoticeTemplate; mayChange: boolean }) {
  const styles = useStyles()
  const tell = useTellStyles()
  const { t } = useTranslation(['customerNotices', 'common'])
  const { kind, language, subject, body } = template
  const [text, setText] = useState<Message>({ subject, body })
  const { mutate, isPending, error } = useChangeTemplates()
  const settled = useSettled(text, 200)
  const preview = useQuery({ ...previewQuery({ kind, language, ...settled }), enabled: mayChange })
  const unknown = unknownIn(preview.error)
  const changed = text.subject !== subject || text.body !== body
  const save = () => mutate({ change: 'save', kind, language, ...text }, { onSuccess: () => showToast({ text: t('templates.saved') }) })
  const mayBeSaved = changed && !isPending && unknown.length === 0 && text.subject.trim() !== '' && text.body.trim() !== ''
  return (
    <div className={styles.sides}>
      <div className={styles.side}>
        <TextFields text={text} language={language} unknown={unknown} readOnly={!mayChange} onChange={setText} />
        {error && unknownIn(error).length === 0 && <ErrorPanel error={error} bare />}
        {mayChange && (
          <div className={tell.buttons}>
            <Button appearance="primary" disabledFocusable={!mayBeSaved} onClick={() => mayBeSaved && save()}>
              {t('common:save')}
            </Button>
            <Button disabled={!changed} onClick={() => setText({ subject, body })}>
              {t('common:cancel')}
            </Button>
            {template.changed && <Button onClick={() => mutate({ change: 'reset', kind, language })}>{t('templates.reset')}</Button>}
          </div>
        )}
        <ChangedBy template={template} />
      </div>
      {mayChange && (
        <section className={styles.side} aria-label={t('templates.preview')}>
          <p className={styles.heading}>{t('templates.preview')}</p>
          {preview.data && (
            <>
              <p lang={language}>{preview.data.subject}</p>
              <pre className={tell.letter} lang={language}>
                {preview.data.body}
              </pre>
            </>
          )}
        </section>
      )}
    </div>
  )
}

function ChangedBy({ template: { changed } }: { template: NoticeTemplate }) {
  const tell = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const format = useFormat()
  return (
    <p className={tell.quiet}>
      {changed ? t('templates.changedBy', { by: changed.by, at: format.dateTime(changed.at) }) : t('templates.original')}
    </p>
  )
}

type TextFieldsProps = {
  text: Message
  language: NoticeTemplate['language']
  unknown: readonly string[]
  readOnly: boolean
  onChange: (text: Message) => void
}

function TextFields({ text, language, unknown, readOnly, onChange }: TextFieldsProps) {
  const styles = useStyles()
  const tell = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const format = useFormat()
  const area = useRef<HTMLTextAreaElement>(null)
  const put = (name: string) => {
    const { selectionStart: from = text.body.length, selectionEnd: to = from } = area.current ?? {}
    onChange({ ...text, body: `${text.body.slice(0, from)}{${name}}${text.body.slice(to)}` })
    area.current?.focus()
  }
  return (
    <>
      <Field label={t('message.subject')}>
        <Input
          lang={language}
          maxLength={250}
          readOnly={readOnly}
          value={text.subject}
          onChange={(_, { value }) => onChange({ ...text, subject: value })}
        />
      </Field>
      <Field
        label={t('message.text')}
        validationState={unknown.length > 0 ? 'error' : 'none'}
        validationMessage={unknown.length > 0 ? t('templates.unknown', { names: format.list(unknown), count: unknown.length }) : undefined}
      >
        <Textarea
          ref={area}
          lang={language}
          className={tell.writing}
          resize="vertical"
          maxLength={8_000}
          readOnly={readOnly}
          value={text.body}
          onChange={(_, { value }) => onChange({ ...text, body: value })}
        />
      </Field>
      {!readOnly && (
        <div className={styles.side}>
          <p className={tell.quiet}>{t('templates.placeholders')}</p>
          <div className={styles.offered}>
            {noticePlaceholders.map((name) => (
              <Button key={name} size="small" title={`{${name}}`} onClick={() => put(name)}>
                {t(`placeholder.${name}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  )
}

/** What the server says is no placeholder. */
function unknownIn(error: Error | null): string[] {
  const names = error instanceof ApiProblem ? error.problem?.context?.unknown : undefined
  return Array.isArray(names) ? names.map(String) : []
}
