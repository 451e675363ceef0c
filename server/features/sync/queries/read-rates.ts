// What is used of Microsoft's rates, as Settings > Synchronisation shows it. Asks the database alone.
import type { z } from 'zod'
import type { readRates as contract, rateApis } from '../../../../contract/rates.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'

type Api = (typeof rateApis)[number]

export async function readRates({ microsoft }: Services, { partnerId }: Scope): Promise<z.output<typeof contract.response>> {
  const states = await microsoft.rates(partnerId)
  return {
    rates: states.map(({ api, documented, pausedUntil, refused: _, ...rest }) => ({
      ...rest,
      api: api as Api,
      documented: documented.map(({ periodMs, ...limit }) => ({ ...limit, seconds: periodMs / 1000 })),
      pausedUntil: pausedUntil?.toISOString() ?? null,
    })),
  }
}
