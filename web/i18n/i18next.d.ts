// Makes `t('…')` accept only keys that exist in the English texts.
import 'i18next'
import type common from './en/common.json' with { type: 'json' }
import type customers from './en/customers.json' with { type: 'json' }
import type frame from './en/frame.json' with { type: 'json' }
import type home from './en/home.json' with { type: 'json' }
import type problems from './en/problems.json' with { type: 'json' }
import type settings from './en/settings.json' with { type: 'json' }
import type signIn from './en/signIn.json' with { type: 'json' }
import type sync from './en/sync.json' with { type: 'json' }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    keySeparator: false
    returnNull: false
    resources: {
      common: typeof common
      customers: typeof customers
      frame: typeof frame
      home: typeof home
      problems: typeof problems
      settings: typeof settings
      signIn: typeof signIn
      sync: typeof sync
    }
  }
}
