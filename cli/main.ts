// `tenantry`: the command line of an installation. Entered by `npm run tenantry -- COMMAND`.
import { createInterface } from 'node:readline/promises'
import { run } from './run.ts'

const { stdin, stdout, stderr, argv, env } = process

async function askHere(question: string, signal?: AbortSignal): Promise<string> {
  const lines = createInterface({ input: stdin, output: stdout })
  // Ctrl-D and Ctrl-C close the line without an answer: both mean to leave.
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('q')))
  try {
    return await Promise.race([lines.question(question, { ...(signal && { signal }) }), closed])
  } finally {
    lines.close()
  }
}

process.exitCode = await run(argv.slice(2), {
  env,
  write: (text) => void stdout.write(text),
  complain: (text) => void stderr.write(text),
  ask: stdin.isTTY && stdout.isTTY ? askHere : null,
})
// The channel of bootstrap.mjs would keep the process alive.
process.channel?.unref()
