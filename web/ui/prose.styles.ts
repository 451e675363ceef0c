// How text that Microsoft wrote as HTML reads: a comfortable measure, quiet headings, lists and tables within their room.
import { makeStyles, tokens } from '@fluentui/react-components'

export const useProseStyles = makeStyles({
  root: {
    maxWidth: '68ch',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
    '& p': { margin: 0 },
    '& p + p, & p + ul, & ul + p, & p + ol, & ol + p': { marginTop: '10px' },
    '& h1, & h2, & h3, & h4': { margin: '16px 0 4px', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
    '& ul': { listStyleType: 'disc', paddingInlineStart: '20px' },
    '& ol': { listStyleType: 'decimal', paddingInlineStart: '20px' },
    '& li + li': { marginTop: '4px' },
    '& strong, & b': { fontWeight: tokens.fontWeightSemibold },
    '& a': {
      color: tokens.colorBrandForegroundLink,
      textDecorationLine: 'underline',
      ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    },
    '& table': { display: 'block', maxWidth: '100%', overflowX: 'auto', borderCollapse: 'collapse', margin: '10px 0' },
    '& th, & td': { padding: '4px 10px', border: `1px solid ${tokens.colorNeutralStroke2}`, textAlign: 'start', verticalAlign: 'top' },
    '& pre': { overflowX: 'auto', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  },
})
