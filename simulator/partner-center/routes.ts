// Partner Center: every resource it serves, and what ties them to the world's happenings. Entered by simulator.ts.
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { agreementRoutes } from './agreement-routes.ts'
import { auditAnnouncement, createAuditLog } from './audit-log.ts'
import { auditRoutes } from './audit-routes.ts'
import { cartRoutes } from './cart-routes.ts'
import { catalogRoutes } from './catalog-routes.ts'
import { watchCommerce } from './commerce-watch.ts'
import { customerRoutes } from './customer-routes.ts'
import { licenceRoutes } from './licence-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { promotionRoutes } from './promotion-routes.ts'
import { relationshipRoutes } from './relationship-routes.ts'
import { createRequestLog } from './request-log.ts'
import { registerPartnerCenterScope } from './routing.ts'
import { serviceRequestRoutes } from './service-request-routes.ts'
import { subscriptionRoutes } from './subscription-routes.ts'
import { transitionRoutes } from './transition-routes.ts'
import { upgradeRoutes } from './upgrade-routes.ts'
import { userRoutes } from './user-routes.ts'
import { utilityRoutes } from './utility-routes.ts'
import { registerCertificates, webhookRoutes } from './webhook-routes.ts'
import { createWebhooks } from './webhooks.ts'

export function registerPartnerCenter(app: FastifyInstance, parts: ApiParts): void {
  const { world, commerce, announcements, origin } = parts
  const audit = createAuditLog(commerce.kept, world)
  const webhooks = createWebhooks({ kept: commerce.kept, origin, now: world.now })
  const requestLog = createRequestLog(world.now)
  announcements.listen((announcement) => webhooks.tell(announcement, auditAnnouncement(audit, world, announcement)?.id))
  const watch = watchCommerce({ world, commerce, webhooks, announcements })
  registerCertificates(app, webhooks)
  registerPartnerCenterScope(app, parts, {
    services: { audit, requestLog, webhooks },
    routes: [
      customerRoutes,
      subscriptionRoutes,
      transitionRoutes,
      upgradeRoutes,
      orderRoutes,
      cartRoutes,
      catalogRoutes,
      promotionRoutes,
      serviceRequestRoutes,
      relationshipRoutes,
      agreementRoutes,
      profileRoutes,
      userRoutes,
      licenceRoutes,
      auditRoutes,
      webhookRoutes,
      utilityRoutes,
    ],
  })
  app.addHook('onClose', async () => {
    watch.stop()
    webhooks.stop()
  })
}
