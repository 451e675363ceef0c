// How everything that drops down looks: the surface, its entries, headings and lines. Used by menus and by the panel of accounts.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useMenuStyles = makeStyles({
  surface: {
    inset: 'auto',
    margin: 0,
    padding: '4px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  /** What can be pressed; `entry` gives it the columns of a menu. */
  item: {
    width: '100%',
    minHeight: '36px',
    padding: '8px 12px 8px 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    textDecorationLine: 'none',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  entry: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', gap: '0 8px', alignItems: 'start' },
  off: { color: tokens.colorNeutralForegroundDisabled, cursor: 'not-allowed', ':hover': { backgroundColor: 'transparent' } },
  icon: { width: '20px', height: '20px', fontSize: '20px', color: tokens.colorNeutralForeground2 },
  hidden: { visibility: 'hidden' },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  note: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  line: { height: '1px', margin: '4px', border: 'none', backgroundColor: tokens.colorNeutralStroke2 },
  head: {
    padding: '8px 8px 4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
})
