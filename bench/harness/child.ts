// A Node process of ours that prints one line when it is ready or done, and is ended by its own handle. Entered by benches with a baseline
// that needs a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Child = { line: string; pid: number; stop: () => Promise<void> }

export async function startChild(script: string, env: NodeJS.ProcessEnv): Promise<Child> {
  const child = spawn(process.execPath, [script], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const over = once(child, 'exit')
  let text = ''
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    over.then(([code]) => reject(new Error(`${script} ended with ${code} before it said anything`)), reject)
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await over
  }
  return { line, pid: child.pid as number, stop }
}
