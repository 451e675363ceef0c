// The simulated cloud serves every endpoint that the connectors call: none is answered by "there is no such address".
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AnyOperation, Api } from '../../server/microsoft/operation.ts'
import { allOperations } from '../../server/microsoft/operations.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { userToken } from '../../simulator/testing/graph-caller.ts'
import { MAIN_TENANT, startForTests } from '../../simulator/testing/relying-party.ts'

const resources: Record<Api, string> = {
  graph: 'https://graph.microsoft.com',
  partnerCenter: 'https://api.partnercenter.microsoft.com',
  azureSupport: 'https://management.azure.com',
}
const apis = Object.keys(resources) as Api[]

let simulator: Simulator
let tokens: Record<Api, string>
beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  const given = apis.map(async (api) => [api, await userToken(simulator.origin, MAIN_TENANT, { scope: `${resources[api]}/.default` })])
  tokens = Object.fromEntries(await Promise.all(given))
})
afterAll(() => simulator.stop())

async function ask({ api, method, path }: Pick<AnyOperation, 'api' | 'method' | 'path'>): Promise<string> {
  const address = path.replace(/\{\w+\}/g, '11111111-2222-4333-8444-555555555555')
  const version = api === 'azureSupport' ? `?api-version=${address === '/subscriptions' ? '2022-12-01' : '2024-04-01'}` : ''
  const sends = ['POST', 'PUT', 'PATCH'].includes(method)
  const headers = new Headers({ authorization: `Bearer ${tokens[api]}` })
  if (sends) headers.set('content-type', 'application/json')
  const answer = await fetch(`${simulator.origin}${address}${version}`, { method, headers, body: sends ? '{}' : null })
  return `${answer.status} ${await answer.text()}`
}

/** How each API says that it has no such address. */
const unknown = /No resource answers|Resource not found for the segment|InvalidResourceType|Route \w+:/

it('an address that nobody serves is told apart, in the form of its API', async () => {
  for (const method of ['GET', 'POST', 'PATCH'] as const) {
    expect(await ask({ api: 'graph', method, path: '/v1.0/nothing' })).toMatch(/^400 \{"error":\{"code":"BadRequest"/)
    expect(await ask({ api: 'partnerCenter', method, path: '/v1/nothing' })).toMatch(/^404 \uFEFF?\{"code":1000/)
    expect(await ask({ api: 'azureSupport', method, path: '/providers/Microsoft.Support/nothing' })).toMatch(
      /^404 \{"error":\{"code":"Inva/,
    )
  }
  for (const [api, path] of [
    ['graph', '/v1.0/nothing'],
    ['partnerCenter', '/v1/nothing'],
    ['azureSupport', '/providers/Microsoft.Support/nothing'],
  ] as const)
    expect(await ask({ api, method: 'POST', path })).toMatch(unknown)
})

it.each(allOperations.map((one) => [`${one.method} ${one.path}`, one] as const))('%s', async (_, operation) => {
  const answer = await ask(operation)
  expect(answer).not.toMatch(unknown)
  expect(answer).not.toMatch(/^5/)
})
