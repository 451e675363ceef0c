// An instant as "3 min ago" with the exact moment on hover and, where it can be focused, on focus.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useFormat } from '../i18n/format.ts'

const useStyles = makeStyles({
  focusable: {
    position: 'relative',
    outlineOffset: '2px',
    '&:focus-visible::after': {
      content: 'attr(title)',
      position: 'absolute',
      zIndex: 10,
      insetInlineStart: 0,
      top: 'calc(100% + 4px)',
      padding: '4px 8px',
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorNeutralBackgroundInverted,
      color: tokens.colorNeutralForegroundInverted,
      fontSize: tokens.fontSizeBase200,
      whiteSpace: 'nowrap',
    },
  },
})

export type WhenProps = { at: string; focusable?: boolean; className?: string }

export function When({ at, focusable, className }: WhenProps) {
  const styles = useStyles()
  const format = useFormat()
  const [, setBeat] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setBeat((beat) => beat + 1), 30_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time
      dateTime={at}
      title={format.exact(at)}
      tabIndex={focusable ? 0 : undefined}
      className={mergeClasses(focusable && styles.focusable, className)}
    >
      {format.relative(at)}
    </time>
  )
}
