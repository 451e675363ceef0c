// The head of a page: its one h1 and the document's title, the way back above it, a line under it, and what can be done at the right.
import { makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect } from 'react'
import { BackLink, type BackLinkProps } from './BackLink.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  words: { display: 'grid', flex: '1 1 300px', gap: tokens.spacingVerticalXS, minWidth: 0 },
  title: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    letterSpacing: '-0.01em',
    textWrap: 'balance',
    overflowWrap: 'anywhere',
    outline: 'none',
    '@media (max-width: 767px)': { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 },
  },
  lead: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, maxWidth: '70ch' },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '36px' },
})

export type PageHeaderProps = {
  title: string
  /** Of a title that is not in the reader's language. */
  titleLang?: string
  /** The document's title where it should differ from the heading. */
  documentTitle?: string
  /** Where the page belongs. */
  back?: BackLinkProps
  lead?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, titleLang, documentTitle, back, lead, actions }: PageHeaderProps) {
  const styles = useStyles()
  const name = documentTitle ?? title
  useEffect(() => {
    document.title = `${name} · Tenantry`
  }, [name])
  return (
    <header className={styles.root}>
      {back && <BackLink {...back} />}
      <div className={styles.line}>
        <div className={styles.words}>
          <h1 className={styles.title} tabIndex={-1} lang={titleLang}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  )
}
