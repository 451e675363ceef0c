// `npm run reset`: forgets the data of a folder, ./data unless another is named, so that the next start begins afresh.
import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lockFolder } from '../server/db/folder-lock.ts'

const dataDir = resolve(process.argv[2] ?? 'data')

/** Only what `npm start` has made there; anything else in the folder is left alone. */
const made = ['postgres', 'logs', 'simulator.json', 'simulator-address.json', 'world.json', 'processes.json']

if (!existsSync(join(dataDir, 'world.json'))) {
  console.log(`${dataDir} holds no data of Tenantry.`)
} else {
  try {
    const release = lockFolder(join(dataDir, 'lock'), 'npm run reset')
    for (const name of made) rmSync(join(dataDir, name), { recursive: true, force: true })
    release()
    console.log(`The data in ${dataDir} are gone. The next start begins afresh.`)
  } catch (error) {
    console.error(error instanceof Error ? `${error.message}. Stop it first.` : error)
    process.exitCode = 1
  }
}
