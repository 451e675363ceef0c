// Finds Chromium for the browser tests; on Debian as root installs it. Never decides to do without. Entered by dev/test.ts and the setup.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Chromium\\Application\\chrome.exe', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
}

export type Machine = { env: NodeJS.ProcessEnv; platform: NodeJS.Platform; exists: (path: string) => boolean }
const thisMachine: Machine = { env: process.env, platform: process.platform, exists: existsSync }

/** CHROMIUM_PATH, then the usual names on PATH, then the usual places. */
export function findChromium({ env, platform, exists }: Machine = thisMachine): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (exists(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which does not exist.`)
  }
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter)]
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...(places[platform] ?? [])]
  return candidates.find(exists)
}

/** The commands that bring it, where this is a Debian and we may install; nothing elsewhere. */
function installCommands(): string[][] {
  const mayInstall =
    process.platform === 'linux' && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!mayInstall) return []
  return [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'chromium'],
  ]
}

/** @throws with what to do, where there is none and it cannot be installed. */
export function ensureChromium(say: (line: string) => void): string {
  const found = findChromium()
  if (found) return found
  const commands = installCommands()
  if (commands.length > 0) say('Chromium is missing and is installed with apt-get. This takes a minute or two.')
  for (const [command = '', ...args] of commands) {
    const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    if (status !== 0) break
  }
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'The browser tests need Chromium, and there is none here. Install Chromium or Chrome (on Debian: apt-get install chromium), or set CHROMIUM_PATH to its program, then run the tests again.',
  )
}
