// How a row that scrolls sideways on a phone shows that it goes on: it fades out at its end. For tabs and filters.
import { makeStyles } from '@fluentui/react-components'

const fadePx = 24

export const useSidewaysStyles = makeStyles({
  row: {
    '@media (max-width: 767px)': {
      flexWrap: 'nowrap',
      overflowX: 'auto',
      scrollbarWidth: 'none',
      // So that the last one, scrolled to, stands clear of the fading.
      paddingInlineEnd: `${fadePx}px`,
      scrollPaddingInline: `${fadePx}px`,
      maskImage: `linear-gradient(to right, #000 calc(100% - ${fadePx}px), transparent)`,
    },
  },
})
