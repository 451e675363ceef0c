// Lets `npm run tenantry` find the product that runs on a data folder: its address and the operator's token, for the folder's owner alone.
// Entered by stack.ts.
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Operator = { url: string; token: string }

/** Kept from start to start, so that a shell that remembers it goes on working; the address is written anew. */
export function operatorTokenOf(dataDir: string, url: string): string {
  const file = join(dataDir, 'operator.json')
  const token = known(file)?.token ?? randomBytes(32).toString('base64url')
  writeFileSync(file, `${JSON.stringify({ url, token } satisfies Operator)}\n`, { mode: 0o600 })
  return token
}

function known(file: string): Operator | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Operator
  } catch {
    return null
  }
}
