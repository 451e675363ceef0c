// The simulator's command line. Entered by main.ts.
import { parseArgs } from 'node:util'
import { readThrottle } from './faults/throttle-setting.ts'

export type Options = {
  port: number
  customers: number | undefined
  seed: number | undefined
  redirectUris: string[]
  stateFile: string | undefined
  smtpPort: number
  samplesDir: string | undefined
  /** `documented`, `off`, or one limit as `name=most/seconds`; nothing: off. */
  throttle?: string[]
  /** The address it is reached under, where a proxy stands in front; without it, the one it listens on. */
  publicOrigin?: string | undefined
  /** How much faster than real time the world's clock runs. */
  speed?: number
}

export const USAGE =
  'simulator/main.ts --port N [--customers N] [--seed N] [--redirect-uri URL]... [--state FILE] [--smtp-port N] [--samples DIR] [--throttle documented|NAME=MOST/SECONDS]... [--speed N] [--public-origin URL]'

export function readOptions(argv: string[]): Options {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string', default: '4601' },
      customers: { type: 'string' },
      seed: { type: 'string' },
      'redirect-uri': { type: 'string', multiple: true, default: [] },
      state: { type: 'string' },
      'smtp-port': { type: 'string', default: '0' },
      samples: { type: 'string' },
      throttle: { type: 'string', multiple: true, default: [] },
      speed: { type: 'string' },
      'public-origin': { type: 'string' },
    },
  })
  const whole = (name: string, text: string, most: number) => {
    const value = Number(text)
    if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > most)
      throw new Error(`--${name} must be a whole number from 0 to ${most}, not "${text}"`)
    return value
  }
  for (const setting of values.throttle) readThrottle(setting)
  for (const uri of values['redirect-uri']) if (!URL.canParse(uri)) throw new Error(`--redirect-uri must be an address, not "${uri}"`)
  return {
    port: whole('port', values.port, 65_535),
    customers: values.customers === undefined ? undefined : whole('customers', values.customers, 2_000_000),
    seed: values.seed === undefined ? undefined : whole('seed', values.seed, 4_294_967_295),
    redirectUris: values['redirect-uri'],
    stateFile: values.state,
    smtpPort: whole('smtp-port', values['smtp-port'], 65_535),
    samplesDir: values.samples,
    throttle: values.throttle,
    publicOrigin: originIn(values['public-origin']),
    ...(values.speed === undefined ? {} : { speed: Math.max(1, whole('speed', values.speed, 100_000)) }),
  }
}

function originIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!URL.canParse(text)) throw new Error(`--public-origin must be an address, not "${text}"`)
  return new URL(text).origin
}
