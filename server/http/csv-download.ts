// Downloads as CSV: bounded in number and in time, then streamed. Entered by the actions and routes of features that offer one.
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { AppError } from '../base/errors.ts'

/** Each download holds a database connection while it runs; more at once, or one without an end, would starve the screens. */
const mostAtOnce = 3
const longestMs = 10 * 60_000
let running = 0

/** `release` gives the place back; call it when the answer is over, however it ended. Calling it again does nothing. */
export type Download = { fileName: string; lines: AsyncGenerator<string>; release: () => void }

/** Takes a place, then does what must precede the first line. Throws invalid_input, too_many_requests. */
export async function startDownload(timeZone: string, start: () => Promise<Pick<Download, 'fileName' | 'lines'>>): Promise<Download> {
  if (!isTimeZone(timeZone))
    throw new AppError('invalid_input', { detail: `${timeZone} is not a known time zone. Use an IANA name such as Europe/Paris.` })
  const release = takePlace()
  try {
    const { fileName, lines } = await start()
    return { fileName, lines: released(lines, release), release }
  } catch (error) {
    release()
    throw error
  }
}

/** The answer of a route that is a download. */
export function sendCsv(reply: FastifyReply, { fileName, lines, release }: Download): Readable {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${fileName}"`)
  // Whoever stops reading, or reads a byte at a time, must not hold a database connection for ever.
  reply.raw.setTimeout(60_000, () => reply.raw.destroy())
  const deadline = setTimeout(() => reply.raw.destroy(), longestMs)
  reply.raw.once('close', () => {
    clearTimeout(deadline)
    release()
  })
  return Readable.from(lines, { objectMode: false, highWaterMark: 256 * 1024 })
}

function takePlace(): () => void {
  if (running >= mostAtOnce)
    throw new AppError('too_many_requests', { detail: 'Several downloads are running. Try again when one has ended.' })
  running += 1
  let taken = true
  return () => {
    if (taken) running -= 1
    taken = false
  }
}

async function* released(lines: AsyncGenerator<string>, release: () => void): AsyncGenerator<string> {
  try {
    yield* lines
  } finally {
    release()
  }
}

/** PostgreSQL reads an offset such as +01:00 with the opposite sign, so only names will do. */
function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
