// A menu that hangs on a button; loaded by MenuOpener.tsx when the button is first used.
import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemLink,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import type { RefObject } from 'react'
import type { MenuEntry } from './menu-entry.ts'

const useStyles = makeStyles({
  note: {
    maxWidth: '220px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
})

export type AnchoredMenuProps = {
  anchor: RefObject<HTMLButtonElement | null>
  label: string
  open: boolean
  onClose: () => void
  entries: readonly MenuEntry[]
  chosen?: string
  onChoose?: (value: string) => void
  align: 'start' | 'end'
  inline: boolean
}

export function AnchoredMenu({ anchor, label, open, onClose, entries, chosen, onChoose, align, inline }: AnchoredMenuProps) {
  const close = (inside: boolean) => {
    onClose()
    if (inside) anchor.current?.focus()
  }
  return (
    <Menu
      inline={inline}
      open={open}
      positioning={{ target: anchor.current, position: 'below', align, offset: 4 }}
      onOpenChange={(event, data) => {
        // A click on the button itself is the button's to answer.
        if (data.open || anchor.current?.contains(event.target as Node)) return
        close(data.type !== 'clickOutside')
      }}
      checkedValues={{ choice: chosen ? [chosen] : [] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        if (checkedItems[0]) onChoose?.(checkedItems[0])
        close(true)
      }}
    >
      <MenuPopover>
        <MenuList aria-label={label}>
          {entries.map((entry) => (
            <Entry key={entry.label} entry={entry} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  const styles = useStyles()
  if (entry.kind === 'choice') {
    return (
      <MenuItemRadio name="choice" value={entry.value} lang={entry.lang}>
        {entry.label}
      </MenuItemRadio>
    )
  }
  if (entry.kind === 'link') {
    return (
      <MenuItemLink href={entry.href} target={entry.newTab ? '_blank' : undefined} rel="noreferrer" icon={entry.icon}>
        {entry.label}
        {entry.note && <div className={styles.note}>{entry.note}</div>}
      </MenuItemLink>
    )
  }
  return (
    <>
      <MenuDivider />
      <MenuGroup>
        <MenuGroupHeader>{entry.label}</MenuGroupHeader>
      </MenuGroup>
    </>
  )
}
