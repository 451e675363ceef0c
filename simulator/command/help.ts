// What `npm run simulator -- --help` prints. Pure. Entered by run.ts.
import { APIS, FAULTS } from '../faults/kinds.ts'
import { LIMIT_NAMES } from '../faults/throttle-setting.ts'

const column = (entries: [string, string][], width: number) => entries.map(([name, text]) => `    ${name.padEnd(width)}${text}`).join('\n')

export const HELP = `Commands the simulated Microsoft cloud while it runs.

  npm run simulator -- COMMAND [options]

  status                                   clock, customers, faults, limits
  customers add NAME [--delegation active] a customer appears; --count N for many, --partner TENANT
  customers find TEXT                      customers by name, domain or tenant ID
  customers rename CUSTOMER NAME           CUSTOMER is a tenant ID, an initial domain or a name
  customers leave|return CUSTOMER
  gdap activate|pend|expire|terminate|remove CUSTOMER
  gdap approve RELATIONSHIP [CUSTOMER]     the customer's administrator approves what the partner asked for
  consent show|give|revoke CUSTOMER        consent to the application in the customer's tenant

  break SERVICE --customers N              a service breaks for N customers now, such as Exchange; or --tenant ID (again
                                           for more), --share 0.5; --advisory, --title TEXT, --feature NAME, --since 2h
  post ISSUE STATUS [--text TEXT]          a further post, such as restoringService
  resolve ISSUE [--text TEXT]              service restored
  incidents                                issues that are going on

  clock [+3d|+2h|+30m|2030-01-31T12:00Z]   moves the clock forward; --speed N lets it run N times as fast as real time
  pace MS                                  slows every page of a list down

  fault STATUS|KIND [options]              a status such as 503, or a kind (below)
    --api NAME         ${APIS.join(', ')}
    --path PATH        such as /admin/serviceAnnouncement or /customers/*/subscriptions
    --method GET       one method only
    --tenant ID        calls about this tenant; again for more
    --share 0.5        of the calls; or --every 3 for every third
    --count N          strikes N times, then never again
    --retry-after N    seconds in the header, or none
    --milliseconds N (delay), --bytes-per-second N (slow), --megabytes N (too-large), --code 70008 (refresh-token-expired)
  faults                                   the faults in force
  clear [FAULT]                            ends one, or all

  throttle documented|off|NAME=MOST/SECONDS   limits as Microsoft documents them, none, or one of one's own
  limits                                   how full they are

  token [--partner TENANT] [--user NAME] [--no-mfa]   a refresh token as if the integration account had signed in
  revoke USERNAME                          ends every refresh token of an account
  mfa USERNAME on|off                      whether the account's next sign-in uses several factors
  groups-claim on|off                      whether the app registration has a groups claim: ID tokens with directory roles and groups
  withhold [PERMISSION]...                 application permissions that no administrator has consented to; without a name: none
  partner KIND                             indirectProvider (as it begins), directBill or indirectReseller
  inbox [--to ADDRESS]                     the mail that arrived
  bounce ADDRESS|off                       mail to it is taken and comes back later as undeliverable; off ends it for all

  --control URL   address of the control interface; else that of the cloud running on --data DIR (./data)
  --json          print the answer as JSON

  Kinds of fault:
${column(Object.entries(FAULTS), 24)}

  Limits:
    ${LIMIT_NAMES.join(', ')}
`
