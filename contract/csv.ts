// What a download as CSV is asked for, whatever it holds.
import { z } from 'zod'

export const csvFlavours = ['data', 'spreadsheet'] as const

/** To be put into a query: `.extend(csvQuery)`. */
export const csvQuery = {
  flavour: z.enum(csvFlavours),
  language: z
    .enum(['en-US', 'en-GB', 'fr-FR', 'fr-CA'])
    .default('en-US')
    .describe('Of headings; dates and separators in the spreadsheet flavour'),
  timeZone: z.string().max(64).default('UTC').describe('IANA time zone of dates in the spreadsheet flavour'),
}
