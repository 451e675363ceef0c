// The tags with how many customers carry each; renamed in place, deleted after a question. Entered by Settings > Tags.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tag } from '../../../contract/tags.ts'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { useGo } from '../../ui/use-go.ts'
import { DeleteTagDialog } from './DeleteTagDialog.tsx'
import { RenameTag } from './RenameTag.tsx'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `4px ${tokens.spacingHorizontalM}`,
    minHeight: '48px',
    padding: '6px 20px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 479px)': { padding: '6px 16px' },
  },
  name: { flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere', fontWeight: tokens.fontWeightSemibold },
  count: { minWidth: '110px', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalXS },
})

export function TagList({ tags, mayChange }: { tags: readonly Tag[]; mayChange: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('tags')
  const [renaming, setRenaming] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<Tag | null>(null)
  return (
    <>
      <ul className={styles.list} aria-label={t('title')}>
        {tags.map((tag) => (
          <li key={tag.tagId} className={styles.line}>
            {renaming === tag.tagId ? (
              <RenameTag tag={tag} onDone={() => setRenaming(null)} />
            ) : (
              <>
                <span className={styles.name}>{tag.name}</span>
                <Carriers tag={tag} />
                {mayChange && (
                  <span className={styles.buttons}>
                    <Button
                      appearance="subtle"
                      icon={<EditRegular />}
                      aria-label={t('renameOne', { name: tag.name })}
                      title={t('rename')}
                      onClick={() => setRenaming(tag.tagId)}
                    />
                    <Button
                      appearance="subtle"
                      icon={<DeleteRegular />}
                      aria-label={t('deleteOne', { name: tag.name })}
                      title={t('delete')}
                      onClick={() => setDeleting(tag)}
                    />
                  </span>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {deleting && <DeleteTagDialog tag={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

/** Their number, as the way to them where there are any. */
function Carriers({ tag: { tagId, name, customers: count } }: { tag: Tag }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const go = useGo()
  const { t } = useTranslation('tags')
  if (count === 0) return <span className={styles.count}>{t('count', { count })}</span>
  return (
    <span className={styles.count}>
      <a
        className={link.link}
        href={`/customers?view=all&all=1&tag=${tagId}`}
        aria-label={t('showCustomers', { name, count })}
        onClick={go}
      >
        {t('count', { count })}
      </a>
    </span>
  )
}
