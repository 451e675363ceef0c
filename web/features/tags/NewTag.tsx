// Creates a tag. Entered by Settings > Tags.
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCreateTag } from '../../api/tag-changes.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 220px', maxWidth: '420px' },
})

export function NewTag() {
  const styles = useStyles()
  const { t } = useTranslation('tags')
  const [name, setName] = useState('')
  const { mutate, isPending, error, reset } = useCreateTag()
  const create = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    mutate(name, {
      onSuccess: (tag) => {
        setName('')
        showToast({ text: t('created', { name: tag.name }) })
      },
    })
  }
  return (
    <>
      <form className={styles.form} onSubmit={create}>
        <Field label={t('new')} className={styles.field}>
          <Input
            value={name}
            maxLength={60}
            onChange={(_, data) => {
              reset()
              setName(data.value)
            }}
          />
        </Field>
        <Button type="submit" appearance="primary" disabledFocusable={isPending || name.trim() === ''}>
          {t('create')}
        </Button>
      </form>
      {error && <ErrorPanel error={error} bare />}
    </>
  )
}
