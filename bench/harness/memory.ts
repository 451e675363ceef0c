// Resident memory of a process as Linux counts it. Entered by the benches that have a budget in megabytes.
import { readFileSync } from 'node:fs'

/** Megabytes (10^6 bytes): `VmRSS` now, `VmHWM` the most there ever was. */
export function residentMb(pid: number, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (!kibibytes) throw new Error(`/proc/${pid}/status has no ${field}: memory is measured on Linux only.`)
  return (Number(kibibytes) * 1024) / 1e6
}

/** How much more than at the beginning the process held at most while `work` went on, looked at every 5 ms. */
export async function growthMb(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = residentMb(pid)
  let most = before
  const look = () => {
    most = Math.max(most, residentMb(pid))
  }
  const timer = setInterval(look, 5)
  try {
    await work()
    look()
  } finally {
    clearInterval(timer)
  }
  return most - before
}
