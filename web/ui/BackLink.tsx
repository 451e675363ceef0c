// The way back to where a page belongs, above its heading. Used by PageHeader, and by itself where there is no heading yet.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { useLinkStyles } from './link-styles.ts'
import { useGo } from './use-go.ts'

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    width: 'fit-content',
    fontSize: tokens.fontSizeBase300,
    '@media print': { display: 'none' },
  },
})

export type BackLinkProps = { href: string; text: string }

export function BackLink({ href, text }: BackLinkProps) {
  const styles = useStyles()
  const link = useLinkStyles()
  const go = useGo()
  return (
    <a href={href} className={mergeClasses(link.link, styles.root)} onClick={go}>
      <ArrowLeftRegular aria-hidden />
      {text}
    </a>
  )
}
