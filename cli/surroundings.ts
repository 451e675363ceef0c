// What a command has around it: where it prints, what it knows, and why it may end early. Made by main.ts, or by a test.
import type { TextKey } from './texts/en.ts'
import type { Language, Say, Values } from './texts/say.ts'

export type Surroundings = {
  env: Record<string, string | undefined>
  write(text: string): void
  complain(text: string): void
  /** Asks the person at the terminal; null where there is none. Rejects when aborted. */
  ask: ((question: string, signal?: AbortSignal) => Promise<string>) | null
}

export const exitCodes = { well: 0, failed: 1, cannotAsk: 2 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Nothing could be asked: wrong words on the command line, or a server that does not answer. Says what to do. */
export class CannotAsk extends Error {
  readonly key: TextKey
  readonly values: Values
  readonly exitCode: ExitCode
  constructor(key: TextKey, values: Values = {}, exitCode: ExitCode = exitCodes.cannotAsk) {
    super(key)
    this.name = 'CannotAsk'
    this.key = key
    this.values = values
    this.exitCode = exitCode
  }
}

export type Speaking = { language: Language; say: Say }
