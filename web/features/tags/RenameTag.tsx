// A tag's name as a field, in the place of its line. Entered by TagList.
import { Button, Input, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tag } from '../../../contract/tags.ts'
import { useRenameTag } from '../../api/tag-changes.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', flex: 1, gap: tokens.spacingVerticalS, minWidth: 0 },
  form: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 160px', minWidth: 0 },
})

export function RenameTag({ tag, onDone }: { tag: Tag; onDone: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation(['tags', 'common'])
  const [name, setName] = useState(tag.name)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const { mutate, isPending, error } = useRenameTag()
  const rename = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '' || name.trim() === tag.name) return onDone()
    mutate(
      { tagId: tag.tagId, name },
      {
        onSuccess: (renamed) => {
          showToast({ text: t('renamed', { name: renamed.name }) })
          onDone()
        },
      },
    )
  }
  return (
    <div className={styles.root}>
      <form className={styles.form} onSubmit={rename} onKeyDown={({ key }) => key === 'Escape' && onDone()}>
        <Input
          ref={field}
          className={styles.field}
          aria-label={t('newName', { name: tag.name })}
          value={name}
          maxLength={60}
          onChange={(_, data) => setName(data.value)}
        />
        <Button type="submit" appearance="primary" disabledFocusable={isPending}>
          {t('common:save')}
        </Button>
        <Button onClick={onDone}>{t('common:cancel')}</Button>
      </form>
      {error && <ErrorPanel error={error} bare />}
    </div>
  )
}
