// `tenantry connect`: the steps of connecting a real partner, one after the other, each verified at once. Entered by run.ts.
import { type ConnectionStep, connectionStepNames, readConnection } from '../../contract/connection.ts'
import { settingsUrl } from '../doctor/settings-url.ts'
import { ask } from '../server/ask.ts'
import type { Server } from '../server/find-server.ts'
import { type ExitCode, exitCodes, type Speaking, type Surroundings } from '../surroundings.ts'
import type { Guide } from './guide.ts'
import { stepText } from './step-texts.ts'
import { type Verdict, verify } from './verify.ts'
import { waitForAccount } from './wait-for-account.ts'

type Outcome = Verdict | 'left'

export async function connect(around: Surroundings, speaking: Speaking, server: Server): Promise<ExitCode> {
  const { say } = speaking
  const guide = { around, speaking, server }
  const undone: ConnectionStep[] = []
  const warned: ConnectionStep[] = []
  for (const [at, step] of connectionStepNames.entries()) {
    const title = say(`connect.${step}`)
    around.write(`${at > 0 ? '\n' : ''}${say('connect.step', { number: at + 1, steps: connectionStepNames.length, title })}\n\n`)
    const outcome = await takeStep(guide, step)
    if (outcome === 'warned') warned.push(step)
    else if (outcome !== 'verified') undone.push(step)
    if (outcome === 'left') {
      undone.push(...connectionStepNames.slice(at + 1))
      break
    }
  }
  const named = (steps: ConnectionStep[]) => ({ steps: steps.map((step) => say(`connect.${step}`)).join(', ') })
  const end =
    undone.length > 0
      ? say('connect.undone', named(undone))
      : warned.length > 0
        ? say('connect.warned', named(warned))
        : say('connect.done')
  around.write(`\n${end}\n`)
  return undone.length > 0 ? exitCodes.failed : exitCodes.well
}

/** Looks first: whoever comes back is not told again what is done. Without a terminal everything is told once. */
async function takeStep(guide: Guide, step: ConnectionStep): Promise<Outcome> {
  const { around, speaking } = guide
  if (!around.ask) {
    around.write(`${await explained(guide, step)}\n\n`)
    return await verify(guide, step)
  }
  const before = await verify(guide, step)
  if (before !== 'undone') return before
  around.write(`\n${await explained(guide, step)}\n\n`)
  if (step === 'account') await waitForAccount(guide)
  // Bounded by the person at the terminal, who decides each time.
  for (;;) {
    const word = (await around.ask(speaking.say('connect.prompt'))).trim().toLowerCase()
    if (word === 'q') return 'left'
    if (word === 's') {
      around.write(`${speaking.say('connect.skipped')}\n`)
      return 'undone'
    }
    const now = await verify(guide, step)
    if (now !== 'undone') return now
  }
}

async function explained({ speaking, server }: Guide, step: ConnectionStep): Promise<string> {
  const connection = await ask(server, readConnection)
  return stepText(speaking, step, { connection, settings: settingsUrl(connection, server) })
}
