// How tabs look, and which one an arrow key leads to. Used by the rows of tabs.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useTabStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'stretch',
    gap: '4px',
    minWidth: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  tab: {
    position: 'relative',
    display: 'inline-flex',
    flexShrink: 0,
    alignItems: 'center',
    gap: '6px',
    height: '40px',
    padding: '0 10px',
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1, '::after': { backgroundColor: tokens.colorNeutralStroke1 } },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: tokens.borderRadiusMedium },
    '::after': { content: '""', position: 'absolute', left: '10px', right: '10px', bottom: 0, height: '3px', borderRadius: '2px 2px 0 0' },
    '& svg': { fontSize: '18px' },
  },
  on: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '::after': { backgroundColor: tokens.colorCompoundBrandStroke },
    ':hover': { '::after': { backgroundColor: tokens.colorCompoundBrandStroke } },
  },
})

/** The tab beside the chosen one, round the ends; undefined for any other key. */
export function tabByArrow<Tab>(key: string, tabs: readonly Tab[], chosen: Tab): Tab | undefined {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  return step === 0 ? undefined : tabs[(tabs.indexOf(chosen) + step + tabs.length) % tabs.length]
}
