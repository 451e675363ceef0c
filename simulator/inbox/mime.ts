// A message written as mail travels (MIME), for those of which only the parts are kept. Pure. Entered by smtp.ts.
import { randomUUID } from 'node:crypto'
import type { AttachedFile, InboxMessage } from './inbox.ts'
import { headerLines } from './non-delivery.ts'

const base64 = (content: Buffer | string): string => Buffer.from(content).toString('base64').replaceAll(/.{76}/g, '$&\r\n')

export function mimeOf({ headers, subject, text, html }: InboxMessage, files: readonly AttachedFile[]): Buffer {
  const boundary = randomUUID()
  const { 'content-type': _, 'content-transfer-encoding': __, ...kept } = headers
  const parts = [
    { type: html ? 'text/html; charset="utf-8"' : 'text/plain; charset="utf-8"', content: html || text, name: undefined },
    ...files.map(({ contentType, content, name }) => ({ type: contentType, content, name })),
  ]
  const lines = [
    ...headerLines({ ...kept, subject, 'mime-version': '1.0', 'content-type': `multipart/mixed; boundary="${boundary}"` }),
    '',
    ...parts.flatMap(({ type, content, name }) => [
      `--${boundary}`,
      `Content-Type: ${type}`,
      ...(name === undefined ? [] : [`Content-Disposition: attachment; filename="${name.replaceAll(/["\r\n]/g, '')}"`]),
      'Content-Transfer-Encoding: base64',
      '',
      base64(content),
    ]),
    `--${boundary}--`,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
