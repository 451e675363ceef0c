// How the table of services looks, wide and narrow. Used by ServiceTable.
import { makeStyles, tokens } from '@fluentui/react-components'

const tooNarrow = '@container (max-width: 759px)'

export const useServiceTableStyles = makeStyles({
  room: { containerType: 'inline-size' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    [tooNarrow]: { display: 'block', '& tbody': { display: 'block' } },
  },
  dimmed: { opacity: 0.65, transition: 'opacity 150ms ease-out 250ms' },
  head: {
    '& th': {
      padding: '8px 16px',
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
      textAlign: 'start',
      verticalAlign: 'bottom',
      color: tokens.colorNeutralForeground2,
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase200,
      fontWeight: tokens.fontWeightSemibold,
    },
    // Each fact brings its own term then; the columns' names stay for who listens.
    [tooNarrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  row: {
    ':not(:last-child) > *': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    breakInside: 'avoid',
    [tooNarrow]: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto auto',
      gap: `6px ${tokens.spacingHorizontalL}`,
      padding: '14px 16px',
      ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
      ':not(:last-child) > *': { borderBottom: 'none' },
      // Where nothing is wrong the noughts would only take room.
      '&[data-state="healthy"] > [data-zero]': { display: 'none' },
    },
  },
  cell: {
    padding: '8px 16px',
    textAlign: 'start',
    verticalAlign: 'middle',
    fontWeight: 'normal',
    [tooNarrow]: { display: 'block', minWidth: 0, padding: 0, textAlign: 'start' },
    '&[data-term]': {
      [tooNarrow]: {
        '::before': {
          content: 'attr(data-term)',
          display: 'block',
          color: tokens.colorNeutralForeground2,
          fontSize: tokens.fontSizeBase200,
          lineHeight: tokens.lineHeightBase200,
        },
      },
    },
  },
  end: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  service: { width: '26%', overflowWrap: 'anywhere', [tooNarrow]: { width: 'auto', gridColumn: '1 / 2' } },
  state: { width: '20%', [tooNarrow]: { width: 'auto', gridColumn: '2 / -1', justifySelf: 'end' } },
  customers: { whiteSpace: 'nowrap' },
  incidents: {},
  advisories: {},
  few: { minWidth: '72px' },
  days: { width: '190px', minWidth: '150px', [tooNarrow]: { width: 'auto', gridColumn: '1 / -1' } },
  two: { display: 'grid', gap: '0', [tooNarrow]: { justifyItems: 'end' } },
  status: {
    paddingInlineStart: '22px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [tooNarrow]: { paddingInlineStart: 0, textAlign: 'end' },
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '24px',
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLink },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  track: {
    display: 'block',
    height: '3px',
    marginTop: '3px',
    borderRadius: '2px',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralStroke2,
  },
  share: {
    display: 'block',
    height: '100%',
    borderRadius: '2px',
    backgroundColor: tokens.colorNeutralForeground3,
  },
})
