// The tags of one customer or of a selection (B13): find, create, tick; saved together and undone together. Loaded when first opened;
// entered by CustomerTags and SelectionBar.
import { Button, makeStyles, mergeClasses, SearchBox, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedTag } from '../../../contract/tags.ts'
import { opposite, type Tagging, useCreateTag, useTagging } from '../../api/tag-changes.ts'
import { useTags } from '../../api/tags.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { showToast } from '../../ui/toasts.tsx'
import { useGo } from '../../ui/use-go.ts'
import { useOverview } from './customers.data.ts'
import { carriers, isSameName, nameHolds, type Tagged, taggingsOf } from './tag-choice.ts'

const useStyles = makeStyles({
  search: { width: '100%', maxWidth: 'none' },
  list: { display: 'grid', margin: 0, padding: '2px', maxHeight: '40dvh', overflow: 'auto', listStyleType: 'none' },
  tag: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: '10px',
    minHeight: '36px',
    padding: '2px 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& input': { width: '16px', height: '16px', margin: 0, accentColor: tokens.colorBrandBackground, outline: 'none' },
  },
  create: { justifySelf: 'start', maxWidth: '100%' },
  note: { color: tokens.colorNeutralForeground2 },
  end: { marginInlineStart: 'auto', alignSelf: 'center' },
})

export type TagDialogProps = {
  customers: readonly Tagged[]
  /** Also after an undo. */
  onChanged?: (taggings: readonly Tagging[]) => void
  onClose: () => void
}

export function TagDialog({ customers, onChanged, onClose }: TagDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation(['tags', 'common'])
  const { tags: known = [] } = useOverview() ?? {}
  const tags: readonly NamedTag[] = useTags() ?? known
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const choose = (tagId: string, on: boolean) => setChosen((before) => new Map(before).set(tagId, on))
  const { save, saving, problem } = useSaving({ onChanged, onClose })
  const creation = useCreateTag()
  const name = text.trim()
  const found = tags.filter((tag) => nameHolds(tag.name, name))
  const isNew = name !== '' && !tags.some((tag) => isSameName(tag.name, name))
  const create = () =>
    creation.mutate(name, {
      onSuccess: ({ tagId }) => {
        choose(tagId, true)
        setText('')
      },
    })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const [only] = found
    if (isNew) create()
    else if (only && found.length === 1)
      choose(only.tagId, !(chosen.get(only.tagId) ?? carriers(customers, only.tagId) === customers.length))
  }
  const title = t('dialog.title', { count: customers.length, name: customers[0]?.name ?? '' })
  const buttons = (
    <>
      <Button appearance="primary" disabledFocusable={saving} onClick={() => save(taggingsOf(customers, chosen))}>
        {t('save', { ns: 'common' })}
      </Button>
      <Button onClick={onClose}>{t('cancel', { ns: 'common' })}</Button>
      <ManageLink onClick={onClose} />
    </>
  )
  return (
    <Dialog title={title} buttons={buttons} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <SearchBox
          className={styles.search}
          aria-label={t('dialog.search')}
          placeholder={t('dialog.search')}
          value={text}
          maxLength={60}
          onChange={(_, data) => setText(data.value)}
        />
      </form>
      {isNew && (
        <Button className={styles.create} size="small" icon={<AddRegular />} disabledFocusable={creation.isPending} onClick={create}>
          {t('dialog.create', { name })}
        </Button>
      )}
      {found.length === 0 && !isNew && <p className={styles.note}>{t(tags.length === 0 ? 'dialog.none' : 'dialog.noneFound')}</p>}
      {found.length > 0 && (
        <ul className={styles.list} aria-label={t('dialog.list')}>
          {found.map((tag) => (
            <TagLine key={tag.tagId} tag={tag} customers={customers} chosen={chosen.get(tag.tagId)} onChoose={choose} />
          ))}
        </ul>
      )}
      {(problem ?? creation.error) && <ErrorPanel error={problem ?? creation.error} bare />}
    </Dialog>
  )
}

type TagLineProps = {
  tag: NamedTag
  customers: readonly Tagged[]
  chosen: boolean | undefined
  onChoose: (tagId: string, on: boolean) => void
}

/** Where some of several customers carry it, the box is neither on nor off, and the line says on how many. */
function TagLine({ tag, customers, chosen, onChoose }: TagLineProps) {
  const styles = useStyles()
  const { t } = useTranslation('tags')
  const on = carriers(customers, tag.tagId)
  const mixed = chosen === undefined && on > 0 && on < customers.length
  return (
    <li>
      <label className={styles.tag}>
        <input
          type="checkbox"
          ref={(box) => {
            if (box) box.indeterminate = mixed
          }}
          checked={chosen ?? (on > 0 && !mixed)}
          onChange={(event) => onChoose(tag.tagId, event.target.checked)}
        />
        <span>{tag.name}</span>
        {mixed && <span className={styles.note}>{t('dialog.some', { on, all: customers.length })}</span>}
      </label>
    </li>
  )
}

function ManageLink({ onClick }: { onClick: () => void }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const go = useGo()
  const { t } = useTranslation('tags')
  return (
    <a
      href="/settings/tags"
      className={mergeClasses(link.link, styles.end)}
      onClick={(event) => {
        onClick()
        go(event)
      }}
    >
      {t('dialog.manage')}
    </a>
  )
}

function useSaving({ onChanged, onClose }: Pick<TagDialogProps, 'onChanged' | 'onClose'>) {
  const { t } = useTranslation(['tags', 'common', 'problems'])
  const tagging = useTagging()
  const undo = (done: readonly Tagging[]) =>
    tagging.mutateAsync(opposite(done)).then(
      (undone) => {
        onChanged?.(undone)
        showToast({ text: t('undone') })
      },
      () => showToast({ text: t('problems:what.internal'), tone: 'problem' }),
    )
  const tell = (done: readonly Tagging[]) => {
    const touched = new Set(done.flatMap(({ tenantIds }) => tenantIds)).size
    const action = { label: t('undo', { ns: 'common' }), act: () => void undo(done) }
    showToast({ text: t('done', { count: touched }), ...(touched > 0 && { action }) })
  }
  const save = (wanted: readonly Tagging[]) => {
    if (wanted.length === 0) return onClose()
    tagging.mutate(wanted, {
      onSuccess: (done) => {
        onChanged?.(done)
        tell(done)
        onClose()
      },
    })
  }
  return { save, saving: tagging.isPending, problem: tagging.error }
}
