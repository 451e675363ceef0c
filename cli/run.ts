// From the words of the command line to a command and its exit code. Entered by main.ts and by tests.
import { type Asked, readArguments } from './arguments.ts'
import { connect } from './connect/connect.ts'
import { doctor } from './doctor/doctor.ts'
import { findServer } from './server/find-server.ts'
import { CannotAsk, type ExitCode, exitCodes, type Speaking, type Surroundings } from './surroundings.ts'
import { syncNow } from './sync/now.ts'
import { syncStatus } from './sync/status.ts'
import { printable } from './texts/printable.ts'
import { type Language, languageOf, languages, sayIn } from './texts/say.ts'

export async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  // Even a sentence about a wrong flag is in the language asked for.
  let speaking = speakingIn(wantedLanguage(args) ?? languageOf(around.env))
  try {
    const asked = readArguments(args)
    speaking = speakingIn(asked.language ?? languageOf(around.env))
    return await carryOut(asked, around, speaking)
  } catch (error) {
    if (!(error instanceof CannotAsk)) throw error
    const values = Object.fromEntries(Object.entries(error.values).map(([name, value]) => [name, printable(String(value))]))
    around.complain(`${speaking.say(error.key, values)}\n`)
    return error.exitCode
  }
}

const speakingIn = (language: Language): Speaking => ({ language, say: sayIn(language) })

function wantedLanguage(args: readonly string[]): Language | undefined {
  const at = args.findIndex((word) => word === '--language' || word.startsWith('--language='))
  const word = args[at]?.split('=')[1] ?? args[at + 1]
  return at < 0 ? undefined : languages.find((language) => language === word)
}

async function carryOut(asked: Asked, around: Surroundings, speaking: Speaking): Promise<ExitCode> {
  const { command, help, json } = asked
  if (help !== null || command === null) {
    around.write(speaking.say(`help.${help ?? 'all'}`, { where: speaking.say('help.where') }))
    return exitCodes.well
  }
  const server = findServer(asked, around.env)
  if (command === 'doctor') return doctor(around, speaking, server, json)
  if (command === 'connect') return connect(around, speaking, server)
  return command === 'sync status' ? syncStatus(around, speaking, server, json) : syncNow(around, speaking, server, asked)
}
