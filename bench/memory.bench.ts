// P7: resident memory of the server (API and worker in one process) after it has synchronised 100,000 customers for the first time, and
// of the simulated cloud that holds them. A new product each time: memory is a matter of what a process has been through.
import type { Bench, Plan } from './harness/bench.ts'
import { atMost, type Figure, seen } from './harness/figure.ts'
import { residentMb } from './harness/memory.ts'
import { settled, startProduct } from './harness/products.ts'

export const bench: Bench = { ids: ['P7'], name: 'memory', run: measure }

type Memory = { server: number; serverAtMost: number; cloud: number; cloudAtMost: number; seconds: number }

async function once(customers: number): Promise<Memory> {
  const product = await startProduct({ customers })
  try {
    const { run } = await settled(product)
    const { server, simulator } = product.pids as { server: number; simulator: number }
    return {
      server: residentMb(server),
      serverAtMost: residentMb(server, 'VmHWM'),
      cloud: residentMb(simulator),
      cloudAtMost: residentMb(simulator, 'VmHWM'),
      seconds: run?.endedAt ? (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000 : Number.NaN,
    }
  } finally {
    await product.stop()
  }
}

/** Two runs, not five: memory hardly differs between runs, and each takes half a minute. */
async function measure({ size, runs, say }: Plan): Promise<Figure[]> {
  const all: Memory[] = []
  for (let run = 0; run < Math.min(2, runs); run += 1) {
    all.push(await once(size(100_000)))
    say(`Memory after synchronising: ${JSON.stringify(all.at(-1))}`)
  }
  const of = (field: keyof Memory) => all.map((memory) => memory[field])
  return [
    atMost({ id: 'P7', what: 'API and worker after synchronising 100,000 (MB resident)' }, of('server'), 300),
    seen({ id: 'P7', what: 'the most it held meanwhile (MB)' }, of('serverAtMost')),
    atMost({ id: 'P7', what: 'simulated cloud with 100,000, the most it held (MB)' }, of('cloudAtMost'), 400, '<'),
    seen({ id: 'P7', what: 'first synchronisation of 100,000 (s)' }, of('seconds')),
  ]
}
