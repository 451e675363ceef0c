// Asks before a tag is deleted, naming how many customers lose it. Entered by TagList.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Tag } from '../../../contract/tags.ts'
import { useDeleteTag } from '../../api/tag-changes.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  dialog: { inset: 0, margin: 'auto', width: 'min(440px, calc(100vw - 32px))', height: 'fit-content' },
  body: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  title: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

export function DeleteTagDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('tags')
  const { mutate, isPending, error } = useDeleteTag()
  const { name, customers: count } = tag
  const title = t('delete.title', { name })
  const remove = () =>
    mutate(tag.tagId, {
      onSuccess: () => {
        showToast({ text: t('deleted', { name }) })
        onClose()
      },
    })
  return (
    <Modal label={title} className={styles.dialog} onClose={onClose}>
      <div className={styles.body}>
        <h2 className={styles.title}>{title}</h2>
        <p>{t('delete.what', { count })}</p>
        {error && <ErrorPanel error={error} bare />}
        <div className={styles.buttons}>
          <Button appearance="primary" disabledFocusable={isPending} onClick={remove}>
            {t('delete')}
          </Button>
          <Button onClick={onClose}>{t('delete.keep')}</Button>
        </div>
      </div>
    </Modal>
  )
}
