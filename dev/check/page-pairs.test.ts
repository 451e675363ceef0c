// A page in two languages holds the same: headings, lists, tables, links, and every word that stands in code. So that nothing is added to
// one of them alone.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folders = ['docs/operate', 'docs']
const french = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.fr.md'))
    .map((name) => join(folder, name)),
)

/** Placeholders that each language names in its own words. */
const inOneLanguage = (text: string): string =>
  text
    .replace(/VOTRE-ADRESSE/g, 'YOUR-ADDRESS')
    .replace(/<[^>]+>/g, '<…>')
    .replace(/partenaires\.example/g, 'partners.example')

function outlineOf(page: string) {
  const blocks = [...page.matchAll(/^( *)```.*\n([\s\S]*?)^\1```$/gm)].map(([, , block = '']) => block)
  const prose = page.replace(/^( *)```.*\n[\s\S]*?^\1```$/gm, '')
  const lines = prose.split('\n')
  const links = [...prose.matchAll(/\]\(([^)]+)\)|<(https?:[^>]+)>/g)].map(([, target, plain]) => target ?? plain ?? '')
  const code = [...prose.matchAll(/`([^`]+)`/g)].map(([, word = '']) => inOneLanguage(word))
  return {
    headings: lines.flatMap((line) => /^(#+) (\d+\.)?/.exec(line)?.[0].trim() ?? []),
    items: lines.flatMap((line) => /^ *(-|\d+\.) /.exec(line)?.[0] ?? []),
    columnsOfRows: lines.filter((line) => /^ *\|/.test(line)).map((line) => line.split(/(?<!\\)\|/).length - 2),
    // Each leads to the other.
    links: links.filter((link) => !/^connect(\.fr)?\.md$/.test(link)).sort(),
    code: code.sort(),
    linesOfBlocks: blocks.map((block) => block.split('\n').length),
    settings: blocks.flatMap((block) => [...block.matchAll(/^[A-Z_]+(?==)|tenantry -- .+?(?= {2}|<|$)/gm)].map(([word]) => word)),
  }
}

it('there are pages in two languages', () => expect(french).toContain(join('docs/operate', 'connect.fr.md')))

describe.each(french)('%s', (path) => {
  it('holds what the English page holds', () => {
    const [fr, en] = [path, path.replace(/\.fr\.md$/, '.md')].map((file) => outlineOf(readFileSync(file, 'utf8')))
    expect(fr).toEqual(en)
    expect(fr?.headings.length).toBeGreaterThan(3)
  })

  it('has narrow no-break spaces where French wants them', () => {
    const prose = readFileSync(path, 'utf8').replace(/```[\s\S]*?```|`[^`]*`|https?:\S+|<[^>]*>|\|[-|]+\|/g, '')
    expect(
      prose.match(/.{0,30}(?<=[\p{L}\p{N})»*]) ?[;!?](?=\s|$)|.{0,30}(?<=[\p{L}\p{N})»]) :(?=\s|$)|.{0,20}« |.{0,20} »/gmu) ?? [],
    ).toEqual([])
  })
})
