// Finds Chromium for the browser tests and benches; on Debian as root installs it. Never decides to do without. Entered by dev/test.ts,
// the setup and browser.ts.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The same browser without windows, toolbars and what belongs to them: a page costs it a quarter less processor time. */
const shell = 'chromium-headless-shell'
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Chromium\\Application\\chrome.exe', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
}

export type Machine = { env: NodeJS.ProcessEnv; platform: NodeJS.Platform; exists: (path: string) => boolean }
const thisMachine: Machine = { env: process.env, platform: process.platform, exists: existsSync }

export type Wanted = {
  /** Benches measure what people use. */
  whole?: boolean
}

/** CHROMIUM_PATH, then the usual names on PATH, then the usual places. */
export function findChromium({ whole = false }: Wanted = {}, { env, platform, exists }: Machine = thisMachine): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (exists(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which does not exist.`)
  }
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter)]
  const named = (name: string) => folders.map((folder) => join(folder, name))
  const candidates = [...names.flatMap(named), ...(places[platform] ?? [])]
  return (whole ? [...candidates, ...named(shell)] : [...named(shell), ...candidates]).find(exists)
}

const mayInstall = (): boolean =>
  process.platform === 'linux' && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0

function aptGet(...args: string[]): void {
  spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

/** @throws with what to do, where there is none and it cannot be installed. */
export function ensureChromium(say: (line: string) => void, wanted: Wanted = {}): string {
  const found = findChromium(wanted)
  if (found) return found
  if (mayInstall()) {
    say('Chromium is missing and is installed with apt-get. This takes a minute or two.')
    aptGet('update')
    // Older Debians have only the whole one.
    for (const name of wanted.whole ? ['chromium'] : [shell, 'chromium']) {
      aptGet('install', '-y', '--no-install-recommends', name)
      const installed = findChromium(wanted)
      if (installed) return installed
    }
  }
  throw new Error(
    'The browser tests need Chromium, and there is none here. Install Chromium or Chrome (on Debian: apt-get install chromium), or set CHROMIUM_PATH to its program, then run the tests again.',
  )
}
