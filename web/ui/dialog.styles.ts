// How dialogs look: a title, choices, a note, buttons. Used by every dialog with a question in it.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useDialogStyles = makeStyles({
  dialog: {
    inset: 0,
    margin: 'auto',
    width: 'min(480px, calc(100vw - 32px))',
    height: 'fit-content',
    maxHeight: 'calc(100dvh - 32px)',
    overflow: 'auto',
  },
  body: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    textWrap: 'balance',
  },
  drops: { margin: 0, paddingLeft: '20px', maxHeight: '40dvh', overflow: 'auto' },
  note: { color: tokens.colorNeutralForeground2 },
  progress: { display: 'grid', gap: tokens.spacingVerticalXS },
  bar: { width: '100%', height: '6px', accentColor: tokens.colorBrandBackground },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    '& button, & a': { whiteSpace: 'normal', minWidth: 'auto', maxWidth: '100%' },
  },
  group: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, border: 'none' },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS, fontWeight: tokens.fontWeightSemibold },
  choice: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: '2px 10px',
    alignItems: 'start',
    padding: '8px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':has(:checked)': { border: `1px solid ${tokens.colorCompoundBrandStroke}`, backgroundColor: tokens.colorBrandBackground2 },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& input': { width: '16px', height: '16px', margin: '2px 0', accentColor: tokens.colorBrandBackground },
  },
  explain: { gridColumn: 2, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})
