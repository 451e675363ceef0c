// Makes a link and shows its address this once. Entered by Settings > Status page.
import { Button, Checkbox, Field, Input, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '../../ui/CopyText.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useCreateStatusLink } from './status-links.data.ts'

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalM, justifyItems: 'start' },
  field: { width: '100%', maxWidth: '420px' },
  address: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
})

export function NewStatusLink() {
  const styles = useStyles()
  const { t } = useTranslation('statusLinks')
  const [name, setName] = useState('')
  const [showsCustomers, setShowsCustomers] = useState(false)
  const { mutate, isPending, data, error } = useCreateStatusLink()
  const create = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    mutate({ name, showsCustomers }, { onSuccess: () => setName('') })
  }
  return (
    <>
      <form className={styles.form} onSubmit={create}>
        <Field label={t('name')} hint={t('name.why')} className={styles.field}>
          <Input value={name} maxLength={80} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Checkbox label={t('showsCustomers')} checked={showsCustomers} onChange={(_, { checked }) => setShowsCustomers(checked === true)} />
        <Button type="submit" appearance="primary" disabledFocusable={isPending || name.trim() === ''}>
          {t('create')}
        </Button>
      </form>
      {error && <ErrorPanel error={error} bare />}
      <div role="status">
        {data && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody className={styles.address}>
              {t('created')} <CopyText label={t('address')} value={data.address} />
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
    </>
  )
}
