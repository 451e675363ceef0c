// A whole number, typed: the arrows of Fluent's own field for numbers are too small to touch. Entered by RuleWhat and RuleHow.
import { Input, type InputProps } from '@fluentui/react-components'
import { useState } from 'react'

const most = 1_000_000

type WholeNumberProps = Omit<InputProps, 'type' | 'value' | 'onChange' | 'onBlur'> & {
  value: number
  least: number
  onChange: (value: number) => void
}

/** What is no number from `least` on is left as typed, and gives way to the last one that was. */
export function WholeNumber({ value, least, onChange, ...field }: WholeNumberProps) {
  const [typed, setTyped] = useState<string>()
  const type = (text: string) => {
    setTyped(text)
    const number = Number(text)
    if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) onChange(number)
  }
  return (
    <Input
      {...field}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={typed ?? String(value)}
      onChange={(_, { value: text }) => type(text)}
      onBlur={() => setTyped(undefined)}
    />
  )
}
