// The form of Settings > Limits: four numbers within their bounds, saved together. Without the right it only shows them.
import { Button, Field, Input, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Limits } from '../../../contract/settings.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { type LimitName, limitBounds, limitNames, readLimit, readLimits, textsOf } from './limit-rules.ts'
import { useChangeLimits } from './limits.data.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXL },
  input: { maxWidth: '180px', width: '100%' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

export function LimitsForm({ limits }: { limits: Limits }) {
  const styles = useStyles()
  const { t } = useTranslation(['settings', 'common'])
  const mayChange = useMay('limits.change')
  const [texts, setTexts] = useState(() => textsOf(limits))
  const { mutate, isPending, isSuccess, error, reset } = useChangeLimits()
  const wanted = readLimits(texts)
  const changed = limitNames.some((name) => texts[name] !== String(limits[name]))
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (wanted) mutate(wanted, { onSuccess: (saved) => setTexts(textsOf(saved)) })
  }
  const edit = (name: LimitName, text: string) => {
    reset()
    setTexts((before) => ({ ...before, [name]: text }))
  }
  return (
    <form className={styles.form} onSubmit={save} noValidate>
      {!mayChange && (
        <MessageBar>
          <MessageBarBody>{t('limits.readOnly')}</MessageBarBody>
        </MessageBar>
      )}
      {limitNames.map((name) => (
        <LimitField key={name} name={name} text={texts[name]} readOnly={!mayChange} onEdit={(text) => edit(name, text)} />
      ))}
      {error && <ErrorPanel error={error} />}
      <div role="status">
        {isSuccess && (
          <MessageBar intent="success">
            <MessageBarBody>{t('limits.saved')}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {mayChange && (
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabled={!wanted || !changed || isPending} disabledFocusable={isPending}>
            {t(isPending ? 'limits.saving' : 'common:save')}
          </Button>
          <Button onClick={() => setTexts(textsOf(limits))} disabled={!changed || isPending}>
            {t('common:cancel')}
          </Button>
        </div>
      )}
    </form>
  )
}

type LimitFieldProps = { name: LimitName; text: string; readOnly: boolean; onEdit: (text: string) => void }

function LimitField({ name, text, readOnly, onEdit }: LimitFieldProps) {
  const styles = useStyles()
  const { t } = useTranslation('settings')
  const format = useFormat()
  const bounds = limitBounds[name]
  const words = { least: format.number(bounds.default), most: format.number(bounds.most) }
  const read = readLimit(name, text)
  return (
    <Field
      label={t(`limits.${name}`)}
      hint={`${t(`limits.${name}.why`)} ${t('limits.bounds', words)}`}
      validationState={typeof read === 'number' ? 'none' : 'error'}
      validationMessage={typeof read === 'number' ? undefined : t(`limits.${read}`, words)}
    >
      <Input className={styles.input} inputMode="numeric" value={text} readOnly={readOnly} onChange={(_, data) => onEdit(data.value)} />
    </Field>
  )
}
