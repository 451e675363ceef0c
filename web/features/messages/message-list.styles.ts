// What the lines of the message center add to those of other lists. Used by MessageList and MessageLine.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useMessageListStyles = makeStyles({
  part: {
    padding: '12px 16px 4px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  unreadDot: { width: '8px', height: '8px', marginTop: '8px', borderRadius: '50%', backgroundColor: tokens.colorCompoundBrandBackground },
  major: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
})
