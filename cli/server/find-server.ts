// Finds the server to ask and the token to show it: flags first, then the environment, then a product started with npm start.
// Entered by run.ts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Asked } from '../arguments.ts'
import { CannotAsk } from '../surroundings.ts'

export type Server = { url: string; token: string; partnerId: string | undefined }

const Operator = z.object({ url: z.string(), token: z.string() })
type Where = Pick<Asked, 'data' | 'url' | 'token' | 'partner'>

export function findServer(asked: Where, env: Record<string, string | undefined>): Server {
  const token = asked.token ?? env['TENANTRY_OPERATOR_TOKEN']
  const url = asked.url ?? (asked.data === undefined ? env['TENANTRY_BASE_URL'] : undefined)
  const partnerId = asked.partner
  if (asked.url !== undefined && !token) throw new CannotAsk('use.tokenMissing')
  // The environment of one server must not send its token to another: both halves from there, or none.
  if (url && token) return { url: addressOf(url), token, partnerId }
  const found = readOperator(join(asked.data ?? 'data', 'operator.json'))
  return { url: addressOf(found.url), token: asked.token ?? found.token, partnerId }
}

function readOperator(file: string): z.infer<typeof Operator> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new CannotAsk('use.noServer', { file })
  }
  try {
    return Operator.parse(JSON.parse(text))
  } catch {
    throw new CannotAsk('use.badFile', { file })
  }
}

function addressOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new CannotAsk('use.url', { url: url ? url.host || given : given })
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new CannotAsk('use.clearText', { url: url.origin })
  return url.origin
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
