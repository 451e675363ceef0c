// Calls to the simulated Graph in its tests, and the check of answers against Microsoft's own model of Graph. Used by *.test.ts only.
import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { type Answered, control, mint, redeemAt } from './commander.ts'

const MODEL = new URL('../../../shared/graph-openapi.json', import.meta.url)
export const GRAPH = 'https://graph.microsoft.com'
/** Absent where the folder with Microsoft's documents is: those tests are then skipped. */
export const hasModel = existsSync(MODEL)

export type Answer = { status: number; headers: Headers; body: Answered; raw: Buffer }
type Sent = { body?: unknown; headers?: Record<string, string> }
export type Caller = (method: string, path: string, sent?: Sent) => Promise<Answer>

export function caller(origin: string, token: string, root = '/v1.0'): Caller {
  return async (method, path, { body, headers } = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${origin}${root}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const raw = Buffer.from(await response.arrayBuffer())
    const json = response.headers.get('content-type')?.includes('json') && raw.length > 0
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(raw.toString().replace(/^\uFEFF/, '')) : null,
      raw,
    }
  }
}

/** A delegated token of the integration account (or another), in a tenant. */
export async function userToken(
  origin: string,
  tenant: string,
  asked: { username?: string; partnerTenantId?: string; scope?: string } = {},
): Promise<string> {
  const { scope, ...account } = asked
  const refreshToken = await mint(origin, account)
  const { status, body } = await redeemAt(origin, tenant, refreshToken, scope ?? `${GRAPH}/.default`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.access_token
}

export async function advance(origin: string, seconds: number): Promise<void> {
  const { status, body } = await control(origin, 'POST', '/clock', { advanceSeconds: seconds })
  if (status !== 200) throw new Error(JSON.stringify(body))
}

export async function everyPage(call: Caller, path: string): Promise<{ pages: number; rows: Answered[] }> {
  const rows: Answered[] = []
  let pages = 0
  for (let next: string | undefined = path; next !== undefined; pages++) {
    const { status, body } = await call('GET', next)
    if (status !== 200) throw new Error(JSON.stringify(body))
    rows.push(...body.value)
    next = body['@odata.nextLink']
  }
  return { pages, rows }
}

/** OpenAPI 3.0 marks what may be null with a word JSON Schema does not know. */
function withoutNullable(node: Answered): Answered {
  if (Array.isArray(node)) return node.map(withoutNullable)
  if (typeof node !== 'object' || node === null) return node
  const { nullable, ...rest } = node
  const plain = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, withoutNullable(value)]))
  return nullable === true ? { anyOf: [{ type: 'null' }, plain] } : plain
}

export type Model = {
  /** What is wrong with an answer; nothing where all is well. `operation` such as 'GET /contracts/{contract-id}'. */
  problems(operation: string, answer: Pick<Answer, 'status' | 'body'>): string[]
}

export function readModel(): Model {
  const model = withoutNullable(JSON.parse(readFileSync(MODEL, 'utf8')))
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addFormat('base64url', /^[\w-]*={0,2}$/)
  ajv.addSchema({ $id: 'graph', components: model.components })
  const compiled = new Map<string, ValidateFunction>()
  const validator = (schema: object): ValidateFunction => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"graph#/components')
    const known = compiled.get(text) ?? ajv.compile(JSON.parse(text))
    compiled.set(text, known)
    return known
  }
  const wrong = (schema: object, body: unknown): string[] => {
    const validate = validator(schema)
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }
  const strange = (row: Answered, declared: string): string[] => {
    const type = String(row['@odata.type'] ?? '').replace(/^#/, '')
    const schema = model.components.schemas[type] ?? model.components.schemas[declared]
    const known = Object.keys(schema?.properties ?? {})
    return Object.keys(row)
      .filter((name) => !name.startsWith('@') && !known.includes(name))
      .map((name) => `${type || declared} has no ${name}`)
  }
  return {
    problems: (operation, { status, body }) => {
      const [method = '', path = ''] = operation.split(' ')
      if (status >= 400) return wrong({ $ref: '#/components/responses/error/content/application~1json/schema' }, body)
      const answers = model.paths[path]?.[method.toLowerCase()]?.responses
      if (!answers) return [`the model has no ${operation}`]
      const schema = (answers[status] ?? answers[200] ?? answers[201])?.content?.['application/json']?.schema
      if (!schema) return body === null ? [] : [`${operation} answers ${status} without a body`]
      const declared = /schemas\/(microsoft\.graph\.\w+)/.exec(JSON.stringify(schema))?.[1] ?? ''
      const rows: Answered[] = Array.isArray(body?.value) ? body.value : [body]
      return [
        ...wrong(schema, body),
        ...rows.flatMap((row) => (declared && typeof row === 'object' && row !== null ? strange(row, declared) : [])),
      ]
    },
  }
}
