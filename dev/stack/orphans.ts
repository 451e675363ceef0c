// Keeps the numbers of the processes a start has made, so that the next start can end what a kill -9 left running.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { processStart } from '../../server/base/process-start.ts'

type Record = { name: string; pid: number; start: string }

const isSame = ({ pid, start }: Record) => processStart(pid) === start

export function rememberProcesses(file: string, processes: { name: string; pid: number | undefined }[]): void {
  const records = processes.flatMap(({ name, pid }) => {
    const start = pid === undefined ? undefined : processStart(pid)
    return pid === undefined || start === undefined ? [] : [{ name, pid, start }]
  })
  writeFileSync(`${file}.new`, JSON.stringify(records))
  renameSync(`${file}.new`, file)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    // Each was started as the head of its own group.
    process.kill(process.platform === 'win32' ? pid : -pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A number that now belongs to another process is left alone. */
export async function endOrphans(file: string, say: (line: string) => void): Promise<void> {
  let records: Record[] = []
  try {
    records = JSON.parse(readFileSync(file, 'utf8')) as Record[]
  } catch {
    return
  }
  for (const record of records.filter(isSame)) {
    say(`${record.name} (process ${record.pid}) was left running by an unclean stop: it is stopped`)
    signal(record.pid, 'SIGTERM')
  }
  for (const name of ['SIGKILL', undefined] as const) {
    for (const deadline = Date.now() + 8000; Date.now() < deadline && records.some(isSame); ) await wait(50)
    if (name) for (const record of records.filter(isSame)) signal(record.pid, name)
  }
  rmSync(file, { force: true })
}
