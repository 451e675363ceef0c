// Rules on files that no linter knows: an opening comment, names that say something, paths that exist, nothing of one machine.
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type CheckResult, fromFindings } from './check-result.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

const code = /\.(ts|tsx|mjs)$/
const emptyNames = /(^|\/|-|\.)(utils?|helpers?|common|manager|misc)(-|\.|\/)/i

// An absolute path of somebody's machine, not a link such as ./pages/home/; and the address of a package registry.
const traces = [/(?:^|[\s"'`(=:])\/(?:home|Users|root|work)\/\w/, new RegExp(['registry', 'npmjs'].join('\\.'))]

export function openingComment({ path, text }: SourceFile): string[] {
  if (!code.test(path) || path.endsWith('.d.ts')) return []
  const body = text.replace(/^#!.*\n/, '')
  return /^(\/\/|\/\*)/.test(body) ? [] : [`${path}: open with one to three comment lines: what the file is for and who enters it`]
}

export function sayingName({ path }: SourceFile): string[] {
  if (!code.test(path) || !emptyNames.test(path)) return []
  return [`${path}: a name with utils, helpers, common, manager or misc says nothing; name what it does`]
}

export function tracesOfMachine({ path, text }: SourceFile): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      traces.some((trace) => trace.test(line)) ? [`${path}:${index + 1}: belongs to one machine: ${line.trim()}`] : [],
    )
}

/** The tree that opens ARCHITECTURE.md: a folder a line, what it holds two spaces further in, words after two spaces. */
export function treePaths(text: string): string[] {
  const lines = text.match(/```\n([\s\S]*?)```/)?.[1]?.split('\n') ?? []
  let parent = ''
  return lines.filter(Boolean).flatMap((line) => {
    const inside = line.startsWith('  ')
    const names = (line.trim().split('  ')[0] ?? '').split(' ').filter((name) => /^[\w.-]+(\/|\.tsx?)$/.test(name))
    if (!inside) parent = names[0] ?? ''
    return names.map((name) => (inside ? parent + name : name))
  })
}

/** Links of our documents, and every path ARCHITECTURE.md names, must exist. */
export function namedPaths({ path, text }: SourceFile): string[] {
  if (!path.endsWith('.md')) return []
  const links = [...text.matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)].map((match) => match[1] ?? '').filter((target) => !/^[a-z]+:/.test(target))
  const missing = links.filter((target) => !existsSync(normalize(join(dirname(path), target))))
  const quoted = [...text.matchAll(/`((?:contract|server|web|simulator|cli|dev|bench|tests|docs|deploy)\/[\w./-]*)`/g)].map(
    (match) => match[1] ?? '',
  )
  const named = path === 'ARCHITECTURE.md' ? [...quoted, ...treePaths(text)] : []
  return [...missing, ...named.filter((target) => !existsSync(target))].map((target) => `${path}: names ${target}, which does not exist`)
}

export function checkFiles(files: SourceFile[] = sourceFiles()): CheckResult {
  return fromFindings(
    files.flatMap((file) => [...openingComment(file), ...sayingName(file), ...tracesOfMachine(file), ...namedPaths(file)]),
  )
}
