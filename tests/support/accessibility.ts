// What axe finds wrong with a page, as readable lines: none is the only good answer. Entered by journeys.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CDPSession, Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Violation = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }

const debuggers = new WeakMap<Page, Promise<CDPSession>>()

/**
 * Once for each document, through the debugger, not a script tag: the page's content security policy stays as it is. As a script, not within a
 * call: a script that is the same again is not compiled anew by a process that knows it.
 */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return
  const debug = debuggers.get(page) ?? page.context().newCDPSession(page)
  debuggers.set(page, debug)
  const { exceptionDetails } = await (await debug).send('Runtime.evaluate', { expression: source, silent: true })
  if (exceptionDetails) throw new Error(`axe does not begin: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
}

export async function accessibilityFaults(page: Page): Promise<string[]> {
  await bringAxe(page)
  const violations = await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }
    // Of what is in order nothing is gathered: that takes as long as finding what is not. Nor are the style sheets read beforehand, for which
    // no rule with these tags asks.
    const options = { runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: { assets: ['media'] } }
    return (await axe.run(document, options)).violations
  }, standards)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${failureSummary ?? ''}`),
  )
}
