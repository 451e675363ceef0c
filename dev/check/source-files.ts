// The project's own files, read once for all checks that look at text.
import { globSync, readFileSync } from 'node:fs'

export type SourceFile = { path: string; text: string }

const places = ['*', '{contract,server,web,simulator,cli,dev,bench,tests,docs,deploy,.ci}/**/*']
const readable = /(\.(ts|tsx|mjs|js|json|css|html|md|yaml|yml|sh|sql)|Dockerfile|\.ci\/run|\.npmrc|\.gitignore)$/

let known: SourceFile[] | undefined

export function sourceFiles(): SourceFile[] {
  known ??= globSync(places, { withFileTypes: true, exclude: (entry) => ['node_modules', 'results', '.cache'].includes(entry.name) })
    .filter((entry) => entry.isFile() && entry.name !== 'package-lock.json')
    .map((entry) =>
      `${entry.parentPath}/${entry.name}`
        .replaceAll('\\', '/')
        .replace(`${process.cwd().replaceAll('\\', '/')}/`, '')
        .replace(/^\.\//, ''),
    )
    .filter((path) => readable.test(path) && !path.startsWith('data/') && !path.startsWith('dist/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  return known
}
