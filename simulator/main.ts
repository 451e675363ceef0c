// The simulated Microsoft cloud, a process of its own: `main.ts --port N --customers N`. Prints one JSON line when it is ready.
import { readOptions, USAGE } from './options.ts'
import { startSimulator } from './simulator.ts'

try {
  const simulator = await startSimulator(readOptions(process.argv.slice(2)))
  process.stdout.write(`${JSON.stringify(simulator.ready)}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
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
