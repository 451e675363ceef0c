// A text with the part that matches a search in bold.
import { makeStyles, tokens } from '@fluentui/react-components'
import { matchedPart } from './matched-part.ts'

const useStyles = makeStyles({
  match: { fontWeight: tokens.fontWeightBold, backgroundColor: 'transparent', color: 'inherit' },
})

export function MatchedText({ text, search }: { text: string; search: string }) {
  const styles = useStyles()
  const part = matchedPart(text, search)
  if (!part) return <>{text}</>
  return (
    <>
      {text.slice(0, part[0])}
      <mark className={styles.match}>{text.slice(...part)}</mark>
      {text.slice(part[1])}
    </>
  )
}
