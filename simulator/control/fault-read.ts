// Reads what fault a control request asks for, and refuses in plain words what cannot be. Pure. Entered by fault-routes.ts.
import type { FaultOrder } from '../faults/faults.ts'
import { APIS, apisOf, FAULT_KINDS, type FaultKind } from '../faults/kinds.ts'
import { fields, number, Refused, text, texts, whole } from './commands-read.ts'

const FIELDS = [
  'kind',
  'api',
  'path',
  'method',
  'tenants',
  'share',
  'every',
  'count',
  'status',
  'retryAfterSeconds',
  'milliseconds',
  'bytesPerSecond',
  'megabytes',
  'code',
]
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
const MOST = 1_000_000_000

type Asked = Record<string, unknown>

/** Which further fields each kind takes. */
const OWN: Partial<Record<FaultKind, readonly string[]>> = {
  status: ['status', 'retryAfterSeconds'],
  delay: ['milliseconds'],
  slow: ['bytesPerSecond'],
  'too-large': ['megabytes'],
  'refresh-token-expired': ['code'],
}
const OWN_FIELDS = [...new Set(Object.values(OWN).flat())]

export function readFault(body: unknown): FaultOrder {
  const asked = fields(body, FIELDS)
  const kind = FAULT_KINDS.find((one) => one === asked.kind)
  if (!kind) throw new Refused(400, `kind must be one of ${FAULT_KINDS.join(', ')}.`)
  const strange = OWN_FIELDS.filter((name) => asked[name] !== undefined && !OWN[kind]?.includes(name))
  if (strange.length > 0) throw new Refused(400, `${strange.join(', ')} means nothing for ${kind}.`)
  const order = { kind, ...where(asked, kind), ...howOften(asked), ...details(asked, kind) }
  return Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined)) as FaultOrder
}

function where(asked: Asked, kind: FaultKind): Partial<FaultOrder> {
  const api = asked.api === undefined ? undefined : APIS.find((one) => one === asked.api)
  if (asked.api !== undefined && !api) throw new Refused(400, `api must be one of ${APIS.join(', ')}.`)
  if (api && !apisOf(kind).includes(api)) throw new Refused(400, `${kind} can befall ${apisOf(kind).join(', ')} only, not ${api}.`)
  const path = text(asked.path, 'path')
  if (path !== undefined && !path.startsWith('/')) throw new Refused(400, 'path begins with a slash, such as /admin/serviceAnnouncement.')
  const method = text(asked.method, 'method')?.toUpperCase()
  if (method !== undefined && !METHODS.includes(method)) throw new Refused(400, `method must be one of ${METHODS.join(', ')}.`)
  return { api, path, method, tenants: texts(asked.tenants, 'tenants')?.map((tenant) => tenant.toLowerCase()) }
}

function howOften({ share, every, count }: Asked): Partial<FaultOrder> {
  if (share !== undefined && every !== undefined) throw new Refused(400, 'Give either share or every.')
  return {
    share: number(share, 'share', 0, 1),
    every: every === undefined ? undefined : whole(every, 'every', 1, MOST),
    count: count === undefined ? undefined : whole(count, 'count', 1, MOST),
  }
}

function details(
  { status, retryAfterSeconds, milliseconds, bytesPerSecond, megabytes, code }: Asked,
  kind: FaultKind,
): Partial<FaultOrder> {
  if (code !== undefined && code !== 700082 && code !== 70008) throw new Refused(400, 'code must be 700082 or 70008.')
  return {
    status: kind === 'status' ? whole(status, 'status', 400, 599) : undefined,
    retryAfterSeconds:
      retryAfterSeconds === undefined || retryAfterSeconds === null
        ? retryAfterSeconds
        : whole(retryAfterSeconds, 'retryAfterSeconds', 0, 86_400),
    milliseconds: kind === 'delay' ? whole(milliseconds, 'milliseconds', 1, 600_000) : undefined,
    bytesPerSecond: bytesPerSecond === undefined ? undefined : whole(bytesPerSecond, 'bytesPerSecond', 1, 1_000_000_000),
    megabytes: megabytes === undefined ? undefined : whole(megabytes, 'megabytes', 1, 10_000),
    code,
  }
}
