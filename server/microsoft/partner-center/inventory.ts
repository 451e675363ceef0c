// Whether what needs an inventory can be bought in a region now. https://learn.microsoft.com/partner-center/developer/check-inventory
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { flag, text } from '../tolerant.ts'
import { dictionary, parts, record } from './fields.ts'
import { Dictionary, optionalText, request, Text } from './request-body.ts'

export const InventoryItem = record({
  productId: text,
  skuId: text,
  isRestricted: flag,
  restrictions: parts(record({ reasonCode: text, description: text, properties: dictionary })),
})
export type InventoryItem = z.output<typeof InventoryItem>

export const InventoryBody = request({
  targetItems: z
    .array(request({ productId: Text, skuId: optionalText }))
    .min(1)
    .max(100),
  inventoryContext: Dictionary.nullish(),
})
export type InventoryBody = z.input<typeof InventoryBody>

/** A question asked by POST. */
export const checkInventory = listOperation({
  api: 'partnerCenter',
  method: 'POST',
  path: '/v1/extensions/product/checkInventory',
  resource: 'catalog',
  paging: 'offset',
  body: InventoryBody,
  item: InventoryItem,
  usable: ({ productId }) => (productId ? null : 'no product'),
})

export function inventory(source: Source, country: string, body: InventoryBody, options?: CallOptions): Promise<Page<InventoryItem>> {
  return allOf(source, checkInventory, { ...options, query: { country }, body })
}
