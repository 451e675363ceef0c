// The written guide asks for the same app registration as the browser and the command line.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { neededPermissions, registrationClicks, rolesClaim } from './connection.ts'

const apis = { graph: 'Microsoft Graph', partnerCenter: 'Microsoft Partner Center', azure: 'Azure Service Management' }

it.each([
  ['connect.md', 'delegated'],
  ['connect.fr.md', 'déléguée'],
])('%s lists the same permissions and the same clicks', (name, delegated) => {
  const page = readFileSync(`docs/operate/${name}`, 'utf8')
  const step = page.slice(page.indexOf('\n## 1. '), page.indexOf('\n## 2. '))
  const rows = [...step.matchAll(/^ {3}\| (.+?) \| (.+?) \| `(.+?)` \| .+ \|$/gm)].map(([, ...cells]) => cells.join(' '))
  const wanted = neededPermissions.map(({ api, kind, name }) => `${apis[api]} ${kind === 'delegated' ? delegated : kind} ${name}`)
  expect(rows).toEqual(wanted)
  expect(step.match(/^\d+\. /gm)).toEqual(registrationClicks.map((_, at) => `${at + 1}. `))
  expect(step).toContain(`\`${rolesClaim}\``)
})
