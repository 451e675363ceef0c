// A menu at any element: actions, links, one-of and many-of choices. Loaded when first opened; entered by ChipMenu and the table.
import {
  Menu,
  MenuDivider,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemLink,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  makeStyles,
} from '@fluentui/react-components'
import type { PickEntry, Picked } from './pick-entry.ts'

const useStyles = makeStyles({
  popover: { maxHeight: 'min(70vh, 480px)', overflowY: 'auto', maxWidth: '360px' },
})

export type PickMenuProps = {
  anchor: HTMLElement
  label: string
  entries: readonly PickEntry[]
  picked?: Picked
  onPick?: (group: string, keys: string[]) => void
  onClose: () => void
}

export function PickMenu({ anchor, label, entries, picked, onPick, onClose }: PickMenuProps) {
  const styles = useStyles()
  return (
    <Menu
      open
      persistOnItemClick={false}
      positioning={{ target: anchor, position: 'below', align: 'start', offset: 4, fallbackPositions: ['above-start', 'below-end', 'above-end'] }}
      checkedValues={picked as Record<string, string[]>}
      onCheckedValueChange={(_, { name, checkedItems }) => onPick?.(name, checkedItems)}
      onOpenChange={(event, { open, type }) => {
        // A click on the anchor is the anchor's to answer.
        if (open || anchor.contains(event.target as Node)) return
        onClose()
        if (type !== 'clickOutside') (anchor.tabIndex >= 0 ? anchor : anchor.closest<HTMLElement>('[role="grid"]'))?.focus()
      }}
    >
      <MenuPopover className={styles.popover}>
        <MenuList aria-label={label} hasCheckmarks={entries.some(({ kind }) => kind === 'one' || kind === 'many')} hasIcons={entries.some((entry) => 'icon' in entry && entry.icon)}>
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function Entry({ entry }: { entry: PickEntry }) {
  switch (entry.kind) {
    case 'act':
      return (
        <MenuItem icon={entry.icon} secondaryContent={entry.hint} subText={entry.disabledWhy} disabled={entry.disabledWhy !== undefined} onClick={entry.act}>
          {entry.label}
        </MenuItem>
      )
    case 'link':
      return (
        <MenuItemLink href={entry.href} target={entry.newTab ? '_blank' : undefined} rel="noreferrer" icon={entry.icon}>
          {entry.label}
        </MenuItemLink>
      )
    case 'one':
      return (
        <MenuItemRadio name={entry.group} value={entry.key} disabled={entry.disabledWhy !== undefined} subText={entry.disabledWhy}>
          {entry.label}
        </MenuItemRadio>
      )
    case 'many':
      return (
        <MenuItemCheckbox name={entry.group} value={entry.key} persistOnClick>
          {entry.label}
        </MenuItemCheckbox>
      )
    case 'line':
      return <MenuDivider />
    case 'head':
      return <MenuGroupHeader>{entry.label}</MenuGroupHeader>
  }
}
