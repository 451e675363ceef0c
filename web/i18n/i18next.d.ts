// Makes `t('…')` accept only keys that exist in the English texts.
import 'i18next'
import type absence from './en/absence.json'
import type common from './en/common.json'
import type connection from './en/connection.json'
import type customerNotices from './en/customerNotices.json'
import type customers from './en/customers.json'
import type frame from './en/frame.json'
import type home from './en/home.json'
import type messages from './en/messages.json'
import type notifications from './en/notifications.json'
import type problems from './en/problems.json'
import type serviceHealth from './en/serviceHealth.json'
import type settings from './en/settings.json'
import type signIn from './en/signIn.json'
import type signInCauses from './en/signInCauses.json'
import type statusLinks from './en/statusLinks.json'
import type sync from './en/sync.json'
import type tags from './en/tags.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    keySeparator: false
    returnNull: false
    resources: {
      absence: typeof absence
      common: typeof common
      connection: typeof connection
      customerNotices: typeof customerNotices
      customers: typeof customers
      frame: typeof frame
      home: typeof home
      messages: typeof messages
      notifications: typeof notifications
      problems: typeof problems
      serviceHealth: typeof serviceHealth
      settings: typeof settings
      signIn: typeof signIn
      signInCauses: typeof signInCauses
      statusLinks: typeof statusLinks
      sync: typeof sync
      tags: typeof tags
    }
  }
}
