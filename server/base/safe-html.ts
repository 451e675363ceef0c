// Microsoft's HTML made safe to show: an allow-list of plain text marks, links that leave no trace, nothing that loads or runs.
// Entered by queries that hand out incidents and messages.
import sanitize from 'sanitize-html'

const marks = ['p', 'br', 'hr', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li']
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td']

const options: sanitize.IOptions = {
  allowedTags: ['a', ...marks, 'h4', 'h5', 'h6', ...tables],
  allowedAttributes: { a: ['href', 'target', 'rel'], th: ['colspan', 'rowspan', 'scope'], td: ['colspan', 'rowspan'], ol: ['start'] },
  // Relative addresses would lead into the product.
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 60,
  transformTags: {
    // The page has headings of its own above these.
    ...Object.fromEntries(headings.slice(0, 3).map((heading) => [heading, 'h4'])),
    a: (tagName, { href = '' }) => ({
      tagName,
      attribs: (/^(https?|mailto):/i.test(href) ? { href, target: '_blank', rel: 'noopener noreferrer' } : {}) as sanitize.Attributes,
    }),
  },
}

/** The text as HTML without styles, scripts, forms or images. */
export const safeHtml = (html: string): string => sanitize(html, options).trim()

/** Plain text as HTML: nothing in it is markup, lines stay lines. */
export const htmlOfText = (text: string): string =>
  sanitize(text, { allowedTags: [], disallowedTagsMode: 'escape' }).replace(/\r\n?|\n/g, '<br />')
