// The configuration: every key is documented, and every wrong one named.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mailboxesOf } from '../returned-mail/mailboxes.ts'
import { ConfigSchema, readConfig } from './config.ts'

it("has every key described, here and in the operator's handbook", () => {
  const handbook = readFileSync(new URL('../../docs/operate/configure.md', import.meta.url), 'utf8')
  for (const [key, schema] of Object.entries(ConfigSchema.shape)) {
    expect(schema.description, key).toBeTruthy()
    expect(handbook, key).toContain(`\`${key}\``)
  }
})

it('names every wrong key in one message', () => {
  expect.assertions(3)
  try {
    readConfig({ TENANTRY_PORT: 'eighty', TENANTRY_PARTNERS: 'contoso', TENANTRY_ROLES: 'api,cook' })
  } catch (error) {
    for (const key of ['TENANTRY_PORT', 'TENANTRY_PARTNERS', 'TENANTRY_ROLES']) expect(String(error)).toContain(key)
  }
})

it('reads the groups of agents, and names one that cannot be read', () => {
  const id = '7F3F2A6E-51B0-4C9F-8A56-2B8F0D9C4E11'
  expect(readConfig({ TENANTRY_AGENT_GROUPS: `adminAgent=${id}, salesAgent = ${id}` }).TENANTRY_AGENT_GROUPS).toEqual([
    { role: 'adminAgent', groupId: id.toLowerCase() },
    { role: 'salesAgent', groupId: id.toLowerCase() },
  ])
  for (const wrong of ['adminAgent', `globalAdministrator=${id}`, 'adminAgent=AdminAgents', `adminAgent=${id}=x`])
    expect(() => readConfig({ TENANTRY_AGENT_GROUPS: wrong }), wrong).toThrow('TENANTRY_AGENT_GROUPS')
})

it('reads whose mailbox returned mail comes to, of the first partner where none is named', () => {
  const [first, second] = ['7f3f2a6e-51b0-4c9f-8a56-2b8f0d9c4e11', '0F6F4B7E-2C1D-4A53-9D0E-7B1A5C3E9F10']
  const config = (mailboxes: string) => readConfig({ TENANTRY_PARTNERS: `${first},${second}`, MAIL_BOUNCES_MAILBOX: mailboxes })
  expect(mailboxesOf(config(`a@one.example, ${second}:b@two.example`))).toEqual([
    { partnerId: first, mailbox: 'a@one.example' },
    { partnerId: second.toLowerCase(), mailbox: 'b@two.example' },
  ])
  expect(mailboxesOf(readConfig({}))).toEqual([])
  for (const wrong of ['mailbox', 'a@b c@d', 'tenant:a@b', `${first}:a`]) expect(() => config(wrong), wrong).toThrow('MAIL_BOUNCES_MAILBOX')
})

it('takes the defaults of the real Microsoft', () => {
  expect(readConfig({})).toMatchObject({
    MICROSOFT_GRAPH_URL: 'https://graph.microsoft.com',
    MICROSOFT_PORTALS_BASE: 'https://',
    TENANTRY_ROLES: ['api', 'worker'],
  })
})
