// How a link in running text or at the foot of a tile looks.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useLinkStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    // Of use where the link stands for itself; running text pays no heed to it.
    minHeight: '24px',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  /** Among other words a link must not be told by its colour alone. */
  inText: { textDecorationLine: 'underline' },
})
