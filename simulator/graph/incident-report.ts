// The post-incident review of an issue as a Word document. Pure. Entered by service-health.ts.
import type { IssueNow } from '../world/health/issues.ts'
import { moment } from './service-json.ts'
import { zip } from './zip.ts'

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`

export function incidentReport(issue: IssueNow): Buffer {
  const plain = (html: string) => html.replace(/<\/p>/g, '\n').replace(/<[^>]+>/g, '')
  const lines = [
    `Post-incident review ${issue.id}`,
    issue.title,
    `Service: ${issue.service.name}`,
    `Start: ${moment(issue.startAt)}`,
    ...(issue.endAt === null ? [] : [`End: ${moment(issue.endAt)}`]),
    issue.impact,
    ...issue.posts.flatMap((post) => [moment(post.at), ...plain(post.text).split('\n').filter(Boolean)]),
  ]
  const namespace = 'http://schemas.openxmlformats.org'
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  return zip([
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${head}<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="r1" Type="${namespace}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `${head}<w:document xmlns:w="${namespace}/wordprocessingml/2006/main"><w:body>${lines.map(paragraph).join('')}</w:body></w:document>`,
    },
  ])
}
