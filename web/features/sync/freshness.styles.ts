// How the line about freshness looks in the head of a page: words, and "sync now" beside them or below. Used by SyncFreshness and
// ResourceFreshness.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useFreshnessStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `2px ${tokens.spacingHorizontalS}`,
    minHeight: '32px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    // Below the words, where there is no room beside them, the button's icon stands under their beginning.
    '@media (max-width: 479px)': { '& button': { marginInlineStart: '-6px' } },
    '@media print': { '& button': { display: 'none' } },
  },
  line: { display: 'inline-flex', alignItems: 'center', gap: '6px', minWidth: 0, fontVariantNumeric: 'tabular-nums' },
})
