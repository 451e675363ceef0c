// The process's log: JSON lines in UTC on stdout. Secrets never reach it: cookies and tokens are redacted by path.
import { type Logger, pino } from 'pino'

export type Log = Logger

export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: [
      'req.headers.cookie',
      'req.headers.authorization',
      'res.headers["set-cookie"]',
      '*.access_token',
      '*.refresh_token',
      '*.id_token',
    ],
  })
}
