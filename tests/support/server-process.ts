// The server as `npm run serve` starts it, as a process of its own, with the roles its environment says. Entered by tests that need several.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type ServerProcess = {
  pid: number
  /** Sends the signal and waits until the process is over. */
  end(signal?: NodeJS.Signals): Promise<void>
}

export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const over = once(child, 'exit')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"ready"')) resolve()
      said = `${said}${line}\n`.slice(-4000)
    })
    over.then(([code]) => reject(new Error(`The server ended with ${code} before it was ready:\n${said}`)), reject)
  })
  return {
    pid: child.pid as number,
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await over
    },
  }
}
