// How entries stand one below the other where each has a title that leads on, quiet facts below it and figures beside it: incidents,
// messages. On a phone the figures go below. Entered by the lists of features.
import { makeStyles, tokens } from '@fluentui/react-components'

const phone = '@media (max-width: 767px)'

export const useListLines = makeStyles({
  /** Mark, title with facts, figures. */
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(10px, auto) minmax(0, 1fr) auto',
    gap: `0 ${tokens.spacingHorizontalM}`,
    padding: '12px 16px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    breakInside: 'avoid',
    [phone]: { gridTemplateColumns: 'minmax(10px, auto) minmax(0, 1fr)' },
  },
  link: {
    display: 'inline-block',
    minHeight: '24px',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLink },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  /** Facts as running text, so that a long one breaks like any other and no dot is left alone. */
  quiet: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& > span:not(:last-child)::after': {
      content: '" · "',
      color: tokens.colorNeutralForeground2,
      fontWeight: tokens.fontWeightRegular,
    },
  },
  aside: {
    display: 'grid',
    alignContent: 'start',
    justifyItems: 'end',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    [phone]: { gridColumn: 2, justifyItems: 'start', display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '10px' },
  },
  waiting: { padding: '16px' },
})
