// Which customers something is about: one shape for every feature that filters by customer or has rules for some of them.
import { z } from 'zod'

const TagId = z.guid().toLowerCase()
const mostTags = 50

/** Everyone where nothing is named; what is named must hold together. */
export const CustomerChoice = z.object({
  flagged: z.boolean().optional().describe('Only flagged customers'),
  tagIds: z.array(TagId).max(mostTags).optional().describe('Only customers with at least one of these tags'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('ISO 3166-1 alpha-2'),
})
export type CustomerChoice = z.infer<typeof CustomerChoice>

/** Tag IDs in an address. */
export const TagIds = z
  .string()
  .max(mostTags * 37)
  .default('')
  .describe('Comma-separated tag IDs; customers with at least one of them. Empty for all')
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(TagId).max(mostTags))

/** The same choice as parameters of an address, to be put into a query: `.extend(customerChoiceQuery)`, then `choiceOf`. */
export const customerChoiceQuery = {
  flagged: z.stringbool().default(false).describe('Only flagged customers'),
  tag: TagIds,
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .default('')
    .describe('ISO 3166-1 alpha-2; empty for all'),
}

export const choiceOf = ({ flagged, tag, country }: { flagged: boolean; tag: string[]; country: string }): CustomerChoice => ({
  ...(flagged && { flagged }),
  ...(tag.length > 0 && { tagIds: tag }),
  ...(country !== '' && { country }),
})

export const isEveryone = ({ flagged, tagIds, country }: CustomerChoice): boolean => !flagged && !tagIds?.length && !country
