// Columns and row height of the list, as the reader likes them. Entered by CustomerBrowser.
import { ColumnEditRegular } from '@fluentui/react-icons/svg/column-edit'
import { useTranslation } from 'react-i18next'
import { ChipMenu } from '../../ui/ChipMenu.tsx'
import type { MenuEntry } from '../../ui/menu-entry.ts'
import type { Column } from './customer-columns.tsx'
import { type Density, isColumnShown, type useListPreferences } from './list-preferences.ts'

type ViewOptionsProps = { columns: readonly Column[]; preferences: ReturnType<typeof useListPreferences> }

export function ViewOptions({ columns, preferences }: ViewOptionsProps) {
  const { t } = useTranslation('customers')
  const choosable = columns.filter(({ fixed }) => !fixed)
  const entries: MenuEntry[] = [
    { kind: 'head', key: 'h1', label: t('options.columns') },
    ...choosable.map(({ key, header }): MenuEntry => ({ kind: 'many', key, group: 'columns', label: header })),
    { kind: 'line', key: 'line' },
    { kind: 'head', key: 'h2', label: t('options.rows') },
    { kind: 'one', key: 'comfortable', group: 'density', label: t('options.comfortable') },
    { kind: 'one', key: 'compact', group: 'density', label: t('options.compact') },
  ]
  const shown = choosable.filter((column) => isColumnShown(column, preferences.columns)).map(({ key }) => key)
  return (
    <ChipMenu
      label={t('options.label')}
      icon={<ColumnEditRegular aria-hidden />}
      entries={entries}
      picked={{ columns: shown, density: [preferences.density] }}
      onPick={(group, keys) => {
        if (group === 'density') preferences.change({ density: keys[0] as Density })
        else
          preferences.change({
            columns: { ...preferences.columns, ...Object.fromEntries(choosable.map(({ key }) => [key, keys.includes(key)])) },
          })
      }}
    />
  )
}
