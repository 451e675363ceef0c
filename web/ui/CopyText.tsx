// A value with a button that copies it, such as a tenant ID or an error reference; says "copied" for a moment.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    color: tokens.colorNeutralForeground2,
  },
  value: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere', userSelect: 'all' },
})

export type CopyTextProps = {
  /** What the value is, for the button's name; shown before the value. */
  label: string
  value: string
  hideLabel?: boolean
}

export function CopyText({ label, value, hideLabel }: CopyTextProps) {
  const styles = useStyles()
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <span className={styles.root}>
      {!hideLabel && <span>{label}</span>}
      <span className={styles.value}>{value}</span>
      <Button
        size="small"
        appearance="subtle"
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        aria-label={copied ? t('copied') : t('copyValue', { what: label })}
        title={copied ? t('copied') : t('copyValue', { what: label })}
        onClick={copy}
      />
    </span>
  )
}
