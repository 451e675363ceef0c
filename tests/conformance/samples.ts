// Where Microsoft's documented responses lie, and their index. They are not part of the project: a plain clone has none.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type Sample = {
  file: string
  api: string
  kind: string
  endpoint: string | null
  status: number | null
  responseHeaders?: Record<string, string>
}

export const samplesDir = resolve(import.meta.dirname, '../../../shared/ms-samples')
export const samplesPresent = existsSync(join(samplesDir, 'index.json'))

/** For titles of tests that need the samples. */
export const whyAbsent = samplesPresent ? '' : ' (skipped: ../shared/ms-samples is not here)'

export const samples: readonly Sample[] = samplesPresent
  ? (JSON.parse(readFileSync(join(samplesDir, 'index.json'), 'utf8')) as Sample[])
  : []

export const textOf = (sample: Sample): string => readFileSync(join(samplesDir, sample.file), 'utf8')
