// How the guide of Settings > Connection looks: numbered steps, lists of what to click, tables that become lines on a phone. Used by the steps.
import { makeStyles, tokens } from '@fluentui/react-components'

const phone = '@media (max-width: 639px)'

export const useGuideStyles = makeStyles({
  steps: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  number: {
    display: 'inline-grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    marginInlineEnd: tokens.spacingHorizontalS,
    borderRadius: '50%',
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  text: { maxWidth: '70ch', textWrap: 'pretty' },
  quiet: { color: tokens.colorNeutralForeground2 },
  note: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  clicks: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    margin: 0,
    paddingInlineStart: '22px',
    listStyleType: 'decimal',
    maxWidth: '80ch',
    '& > li::marker': { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  },
  needs: { display: 'grid', gap: '4px', margin: 0, paddingInlineStart: '22px', listStyleType: 'disc', maxWidth: '70ch' },
  values: { display: 'grid', gap: '2px', marginTop: '2px' },
  away: { display: 'inline-flex', alignItems: 'center', gap: '6px', width: 'fit-content' },
  heading: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, fontWeight: tokens.fontWeightSemibold },
  part: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    '& th': {
      padding: '6px 12px 6px 0',
      color: tokens.colorNeutralForeground2,
      fontWeight: tokens.fontWeightRegular,
      textAlign: 'start',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    '& td': {
      padding: '8px 12px 8px 0',
      verticalAlign: 'top',
      overflowWrap: 'break-word',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    '& tbody tr:last-child td': { borderBottom: 'none' },
    [phone]: {
      '& thead': { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
      '& tr': { display: 'grid', gap: '2px', padding: '8px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
      '& tbody tr:last-child': { borderBottom: 'none' },
      '& td': { padding: 0, borderBottom: 'none' },
    },
  },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, max-content) minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr)', '& dd': { marginBottom: '6px' } },
  },
})
