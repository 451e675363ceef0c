// Where Microsoft's documented responses lie, and their index. They are not part of the project: a plain clone has none.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readSampleFolder, type SampleFolder } from '../../dev/conformance/sample-folder.ts'

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

/** The same, as `npm run conformance` reads it. */
export const folder: SampleFolder = samplesPresent ? readSampleFolder(samplesDir) : { samples: [], unreadable: [] }
