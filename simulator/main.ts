// The simulated Microsoft cloud, a process of its own: `main.ts --port N --customers N`. Prints one JSON line when it is ready.

import { setFlagsFromString } from 'node:v8'
import { writeAddress } from './address-file.ts'
import { readOptions, USAGE } from './options.ts'
import { startSimulator } from './simulator.ts'

// The customers live long and every list makes as much rubbish again: cleared away before the process doubles, a hundred thousand stay below 400 MB.
setFlagsFromString('--heap-growing-percent=30')

try {
  const options = readOptions(process.argv.slice(2))
  const simulator = await startSimulator(options)
  const forgetAddress = options.stateFile === undefined ? () => {} : writeAddress(options.stateFile, `${simulator.origin}/control`)
  process.stdout.write(`${JSON.stringify(simulator.ready)}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      forgetAddress()
      simulator.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}\n`)
  process.exit(1)
}
