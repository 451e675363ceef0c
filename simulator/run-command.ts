// Applies a command to the world and writes it down, so that a restart lives through it again. Made by simulator.ts, entered by graph/ and control/.

import { applyCommand, type Command } from './world/commands.ts'
import type { Journal } from './world/journal.ts'
import type { World } from './world/world.ts'

export type Runner = (command: Command) => ReturnType<typeof applyCommand>

export function createRunner(world: World, journal: Journal): Runner {
  return (command) => {
    const at = world.now()
    const touched = applyCommand(world, command, at)
    journal.append({ kind: 'command', at, command })
    return touched
  }
}
