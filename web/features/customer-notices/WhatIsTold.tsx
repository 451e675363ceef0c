// What is told to everyone: which of the three messages, and in each language what works meanwhile and when more follows. Entered by TellBoard.
import { Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TellOverview } from '../../../contract/customer-notices.ts'
import type { NoticeKind, NoticeLanguage } from '../../../contract/notice-templates.ts'
import { useFormat } from '../../i18n/format.ts'
import { Tile } from '../../ui/Tile.tsx'
import { noticeKinds, noticeLanguages } from './contract-values.ts'
import { useTellStyles } from './tell.styles.ts'

export type Words = { meanwhile: string; nextUpdate: string }
export type Told = { kind: NoticeKind; words: Record<NoticeLanguage, Words> }

type WhatIsToldProps = { told: Told; overview: TellOverview; onChange: (told: Told) => void; templates: ReactNode }

export function WhatIsTold({ told, overview, onChange, templates }: WhatIsToldProps) {
  const styles = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const format = useFormat()
  const say = (language: NoticeLanguage, change: Partial<Words>) =>
    onChange({ ...told, words: { ...told.words, [language]: { ...told.words[language], ...change } } })
  return (
    <Tile title={t('what.title')} aside={templates}>
      <div className={styles.form}>
        <Field label={t('what.kind')}>
          <RadioGroup
            className={styles.radios}
            layout="horizontal"
            value={told.kind}
            onChange={(_, { value }) => onChange({ ...told, kind: value as NoticeKind })}
          >
            {noticeKinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`kind.${kind}`)} />
            ))}
          </RadioGroup>
        </Field>
        {told.kind !== 'resolved' && (
          <>
            <p className={styles.quiet}>
              {overview.nextUpdateAt ? t('what.nextKnown', { at: format.dateTime(overview.nextUpdateAt) }) : t('what.nextUnknown')}
            </p>
            {noticeLanguages.map((language) => (
              <div key={language} className={styles.pair}>
                <Field label={t('what.meanwhile', { language: t(`language.${language}`) })}>
                  <Textarea
                    lang={language}
                    rows={2}
                    maxLength={1_000}
                    value={told.words[language].meanwhile}
                    placeholder={t(`what.meanwhileNone.${language}`)}
                    onChange={(_, { value }) => say(language, { meanwhile: value })}
                  />
                </Field>
                <Field label={t('what.nextUpdate', { language: t(`language.${language}`) })}>
                  <Input
                    lang={language}
                    maxLength={300}
                    value={told.words[language].nextUpdate}
                    placeholder={t('what.asMicrosoft')}
                    onChange={(_, { value }) => say(language, { nextUpdate: value })}
                  />
                </Field>
              </div>
            ))}
          </>
        )}
      </div>
    </Tile>
  )
}
