// Does one command and says how it went. Entered by simulator/command.ts and by tests.
import { type Asked, readArguments } from './arguments.ts'
import { COMMANDS } from './commands.ts'
import { CannotDo, controlAddress, createControl } from './control-client.ts'
import { HEALTH_COMMANDS } from './health-commands.ts'
import { HELP } from './help.ts'

export type Ran = { code: number; out: string; error: string }

const EVERY = { ...COMMANDS, ...HEALTH_COMMANDS }

export async function runCommand(argv: string[]): Promise<Ran> {
  try {
    return { code: 0, out: await outcome(readArguments(argv)), error: '' }
  } catch (error) {
    if (error instanceof CannotDo) return { code: 2, out: '', error: `${error.message}\n` }
    throw error
  }
}

async function outcome({ words, given }: Asked): Promise<string> {
  const [name] = words
  if (given.help || name === undefined || name === 'help') return HELP
  const command = Object.hasOwn(EVERY, name) ? EVERY[name] : undefined
  if (!command) throw new CannotDo(`There is no command "${name}". Commands are ${Object.keys(EVERY).join(', ')}; --help says more.`)
  const control = createControl(controlAddress({ control: given.control, dataDir: given.data }))
  const { answer, lines } = await command(control, { words, given })
  return `${given.json ? JSON.stringify(answer) : lines.join('\n')}\n`
}
