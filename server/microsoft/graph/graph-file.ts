// Files that Graph answers with: bounded by http.ts, given as bytes. Entered by health-issues.ts and message-attachments.ts.
import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { type Asked, perform } from '../perform.ts'
import type { Source } from '../source.ts'

export type GraphFile = { bytes: Uint8Array; contentType: string }

/** The bytes; documentation prints a text file as JSON, so that what was parsed is written again. */
const Bytes = z.unknown().transform((sent) => {
  if (sent instanceof Uint8Array) return sent
  return Buffer.from(typeof sent === 'string' ? sent : JSON.stringify(sent ?? ''))
})

export const graphFile = { bytes: true, answer: Bytes } as const

/** Throws MicrosoftError, `broken` with code `answer_too_large` for a file beyond 16 MiB, `gone` where there is none. */
export async function readFile(source: Source, operation: Operation<Uint8Array>, asked: Asked): Promise<GraphFile> {
  const { data, contentType } = await perform(source, operation, { ...asked, headers: { ...asked.headers, accept: '*/*' } })
  return { bytes: data, contentType: contentType ?? 'application/octet-stream' }
}
