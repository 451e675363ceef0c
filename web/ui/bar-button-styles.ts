// How a button on the top bar looks; also without the bar's colours on a page.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useBarButtonStyles = makeStyles({
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: '40px',
    height: '40px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForegroundOnBrand,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    textDecorationLine: 'none',
    '& svg': { fontSize: '20px' },
    ':hover': { backgroundColor: 'rgb(255 255 255 / 0.14)' },
    ':active': { backgroundColor: 'rgb(255 255 255 / 0.22)' },
    ':focus-visible': { outline: '2px solid currentColor', outlineOffset: '-2px' },
  },
  onPage: {
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ':active': { backgroundColor: tokens.colorNeutralBackground1Pressed },
  },
})
