// The catalog: products with SKUs and availabilities, for a country or for a customer; older offers; the check of an inventory. Entered by routes.ts.
import { addonsOf, availabilityOf, findOffer, findProduct } from '../world/commerce/catalog.ts'
import type { LegacyOffer, Product, ProductKind, Sku } from '../world/commerce/catalog-item.ts'
import { LEGACY_OFFERS } from '../world/commerce/catalog-legacy.ts'
import { PRODUCTS } from '../world/commerce/catalog-products.ts'
import { countryOf } from '../world/customer.ts'
import { PartnerCenterProblem } from './answer.ts'
import { availabilityJson, CATEGORIES, categoryJson, offerJson, productJson, skuJson } from './catalog-json.ts'
import { collection } from './links.ts'
import { offsetPage } from './paging.ts'
import { EVERY_ROLE } from './roles.ts'
import { type CustomerExchange, type Exchange, isGuid, type Router, type Rule, type Sent } from './routing.ts'

const RULE: Rule = { resource: 'catalog', who: EVERY_ROLE }

const VIEWS: Readonly<Record<string, readonly ProductKind[]>> = {
  onlineservices: ['OnlineServicesNCE'],
  onlineservicesnce: ['OnlineServicesNCE'],
  azure: ['Azure'],
  microsoftazure: ['Azure'],
  azureplan: ['Azure'],
  azurereservations: [],
  azurereservationsvm: [],
  software: ['Software'],
  softwaresubscriptions: ['Software'],
  softwareperpetual: [],
  saas: ['SaaS'],
  thirdparty: ['SaaS'],
}

function countryIn({ query }: Exchange): string {
  const country = query['country']
  if (!country || !/^[a-z]{2}$/i.test(country)) throw new PartnerCenterProblem(400, 3000, 'Invalid property: country')
  return country.toUpperCase()
}

const marketOf = (exchange: Exchange | CustomerExchange): string =>
  'customer' in exchange ? countryOf(exchange.customer).code : countryIn(exchange)

function productIn({ params }: Exchange): Product {
  const product = findProduct(params['productId'] ?? '')
  if (!product) throw new PartnerCenterProblem(404, 400013, "Product wasn't found")
  return product
}

function skuIn(exchange: Exchange): { product: Product; sku: Sku } {
  const product = productIn(exchange)
  const sku = product.skus.find((one) => one.id === exchange.params['skuId'])
  if (!sku) throw new PartnerCenterProblem(404, 400018, "SKU wasn't found")
  return { product, sku }
}

export function catalogRoutes(router: Router): void {
  registerProducts('/v1/products', '/products', (url, handler) => router.route('GET', url, RULE, handler))
  registerProducts('/v1/customers/:customerId/products', '/customers/{id}/products', (url, handler) =>
    router.customerRoute('GET', url, RULE, handler),
  )
  registerOffers(router)
  router.route('POST', '/v1/extensions/product/checkInventory', RULE, ({ body, query }) => {
    if (!query['country']) throw new PartnerCenterProblem(400, 3000, 'Invalid property: country')
    return checkInventory(body)
  })
}

type Register = (url: string, handler: (exchange: Exchange | CustomerExchange) => unknown) => void

function registerProducts(base: string, address: string, get: Register): void {
  const addressFor = (exchange: Exchange | CustomerExchange) =>
    'customer' in exchange ? address.replace('{id}', exchange.customer.tenantId) : address
  get(base, (exchange) => {
    const country = marketOf(exchange)
    const view = exchange.query['targetView'] ?? exchange.query['targetview']
    const kinds = view === undefined ? undefined : VIEWS[view.toLowerCase()]
    if (!kinds) throw new PartnerCenterProblem(400, 3000, 'Invalid property: targetView')
    const wanted = PRODUCTS.filter((product) => kinds.includes(product.kind))
    return offsetPage(exchange, wanted, addressFor(exchange), (product) => productJson(product, country))
  })
  get(`${base}/:productId`, (exchange) => productJson(productIn(exchange), marketOf(exchange)))
  get(`${base}/:productId/skus`, (exchange) => {
    const [product, country] = [productIn(exchange), marketOf(exchange)]
    return offsetPage(exchange, product.skus, `${addressFor(exchange)}/${product.id}/skus`, (sku) => skuJson(product, sku, country))
  })
  get(`${base}/:productId/skus/:skuId`, (exchange) => {
    const { product, sku } = skuIn(exchange)
    return skuJson(product, sku, marketOf(exchange))
  })
  const market = (exchange: Exchange | CustomerExchange) => ({
    country: marketOf(exchange),
    segment: (exchange.query['targetSegment'] ?? 'commercial').toLowerCase(),
    now: exchange.now,
  })
  get(`${base}/:productId/skus/:skuId/availabilities`, (exchange) => {
    const { product, sku } = skuIn(exchange)
    return collection(
      [availabilityJson(product, sku, market(exchange))],
      `${addressFor(exchange)}/${product.id}/skus/${sku.id}/availabilities`,
    )
  })
  get(`${base}/:productId/skus/:skuId/availabilities/:availabilityId`, (exchange) => {
    const { product, sku } = skuIn(exchange)
    if (availabilityOf(product, sku, exchange.now) !== exchange.params['availabilityId'])
      throw new PartnerCenterProblem(404, 400019, 'Availability not found.')
    return availabilityJson(product, sku, market(exchange))
  })
}

function registerOffers(router: Router): void {
  const offerIn = ({ params }: Exchange): LegacyOffer => {
    const id = params['offerId'] ?? ''
    const offer = findOffer(id)
    if (offer) return offer
    if (findProduct(id.split(':')[0] ?? ''))
      throw new PartnerCenterProblem(
        400,
        2100,
        `The Offers API doesn't support item with ID ${id}. Try using the Products and/or SKUs APIs`,
      )
    throw new PartnerCenterProblem(isGuid(id) ? 404 : 400, isGuid(id) ? 1000 : 800004, isGuid(id) ? 'Not found' : 'Invalid offer ID')
  }
  const offers = (exchange: Exchange | CustomerExchange, address: string) =>
    offsetPage(exchange, LEGACY_OFFERS, address, (offer) => offerJson(offer, marketOf(exchange), exchange.partner.tenantId))
  const categories = (exchange: Exchange | CustomerExchange) =>
    collection(CATEGORIES.map((category) => categoryJson(category, marketOf(exchange))))
  router.route('GET', '/v1/offers', RULE, (exchange) => offers(exchange, '/offers'))
  router.customerRoute('GET', '/v1/customers/:customerId/offers', RULE, (exchange) =>
    offers(exchange, `/customers/${exchange.customer.tenantId}/offers`),
  )
  router.route('GET', '/v1/offercategories', RULE, categories)
  router.customerRoute('GET', '/v1/customers/:customerId/offercategories', RULE, categories)
  router.route('GET', '/v1/offers/:offerId', RULE, (exchange) => {
    const country = countryIn(exchange)
    return offerJson(offerIn(exchange), country, exchange.partner.tenantId)
  })
  router.route('GET', '/v1/offers/:offerId/addons', RULE, (exchange) => {
    const [country, offer] = [countryIn(exchange), offerIn(exchange)]
    const addons = addonsOf({ key: offer.id, offer }).flatMap((item) => ('offer' in item ? [item.offer] : []))
    return offsetPage(exchange, addons, `/offers/${offer.id}/addons`, (one) => offerJson(one, country, exchange.partner.tenantId))
  })
}

/** Where a region is named that the SKU is not sold in, it says so; everything here is sold everywhere but one region. */
function checkInventory(body: Sent) {
  const targets = Array.isArray(body?.targetItems) ? body.targetItems : undefined
  if (!targets || targets.length === 0) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  const region = String(body.inventoryContext?.armRegionName ?? '')
  const restricted = region.toLowerCase() === 'japanwest'
  return targets.flatMap((target: Sent) => {
    const product = findProduct(String(target.productId ?? ''))
    if (!product) throw new PartnerCenterProblem(404, 400013, "Product wasn't found")
    return product.skus
      .filter((sku) => target.skuId === undefined || target.skuId === null || target.skuId === sku.id)
      .map((sku) => ({
        productId: product.id,
        skuId: sku.id,
        isRestricted: restricted,
        restrictions: restricted
          ? [
              {
                reasonCode: 'NotAvailableForSubscription',
                description: `Restriction identified of type 'Location' with values '${region}'.`,
                properties: { type: 'Location', values: region },
              },
            ]
          : [],
      }))
  })
}
