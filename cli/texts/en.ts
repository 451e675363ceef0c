// What the command line says in English. Entered by say.ts; French is held to the same keys by its type.

export const en = {
  'help.all': `Looks after how Tenantry is connected to Microsoft. Asks a running server; changes nothing unless it says so.

  tenantry doctor              checks every part of the connection and says what to do
  tenantry connect             guides through connecting a real partner, step by step
  tenantry sync status         how the reading of every customer stands
  tenantry sync now            reads customers now

  tenantry COMMAND --help      what a command accepts
{where}`,
  'help.doctor': `Checks every part of the connection to Microsoft now, one line each, and says what to do about what is not well.

  tenantry doctor [--json] [options]

  --json             print the results as one JSON object

Ends with 0 when all is well or merely worth a warning, 1 when something failed, 2 when the server could not be asked.
{where}`,
  'help.connect': `Guides through connecting a real partner: app registration, admin consent, integration account, customers. Each step is
verified at once. Enter checks again, s skips, q leaves. Without a terminal it prints every step once.

  tenantry connect [options]

Ends with 0 when every step is verified, 1 when one is not, 2 when the server could not be asked.
{where}`,
  'help.sync': `Shows how Microsoft's lists and the reading of every customer stand, or asks for either now.

  tenantry sync status [--json] [options]
  tenantry sync now [--lists] [--resource NAME]... [--tenant ID]... [options]

  --lists            Microsoft's lists, which the customers come from; without --resource and --tenant nothing else
  --resource NAME    details, subscriptions, directory, health or messages; may be repeated (all of them)
  --tenant ID        a customer's tenant ID; may be repeated (all customers)
  --json             print one JSON object

Ends with 0 when all is well, 1 when lists or readings fail or a customer is not known, 2 when the server could not be asked.
{where}`,
  'help.where': `
Where the server is:
  --data DIR         the data folder of a product started with npm start, which keeps address and token there (./data)
  --url URL          the server's address; without it TENANTRY_BASE_URL
  --token TOKEN      its TENANTRY_OPERATOR_TOKEN; better in the environment variable of that name, which other people of the machine do not see
  --partner ID       the partner meant, where there are several (the first)
  --language NAME    en or fr (from LC_ALL, LC_MESSAGES or LANG)
`,

  'use.unknownCommand': 'There is no command “{word}”: give doctor, connect, sync status or sync now. See tenantry --help.',
  'use.unknownFlag': 'tenantry {command} does not know {flag}. See tenantry {command} --help.',
  'use.valueMissing': '{flag} needs a value. See tenantry {command} --help.',
  'use.noValue': '{flag} takes no value. See tenantry {command} --help.',
  'use.tooManyWords': '“{word}” is one word too many. See tenantry {command} --help.',
  'use.syncWord': 'Say what to do: tenantry sync status, or tenantry sync now.',
  'use.language': '--language takes en or fr, not “{word}”.',
  'use.resource': '--resource takes details, subscriptions, directory, health or messages, not “{word}”.',
  'use.tenant': '--tenant takes a tenant ID such as 11111111-2222-4333-8444-555555555555, not “{word}”.',
  'use.partner': '--partner takes a tenant ID such as 11111111-2222-4333-8444-555555555555, not “{word}”.',
  'use.url': '“{url}” is no address of a server: give one such as https://partners.example.com.',
  'use.clearText':
    'The token is not sent to {url} in clear text: give an https address, or run tenantry on the server itself with http://127.0.0.1:4600.',
  'use.tokenMissing': 'The token is missing: set TENANTRY_OPERATOR_TOKEN to the value the server was started with, or give --token.',
  'use.noServer':
    'No server found: {file} is not there. Start the product with npm start, name its data folder with --data, or set TENANTRY_BASE_URL and TENANTRY_OPERATOR_TOKEN.',
  'use.badFile': '{file} cannot be read as address and token: start the product again, which writes it anew.',

  'ask.unreachable': 'No server answers at {url} ({reason}): check that it runs and that the address is right.',
  'ask.late': 'The server at {url} has not answered within {seconds} seconds: look into its log, or ask again.',
  'ask.token':
    'The server does not accept the token: give the value its TENANTRY_OPERATOR_TOKEN has, and a --partner that stands in its TENANTRY_PARTNERS.',
  'ask.noPartner':
    'The server has no partner yet: set TENANTRY_PARTNERS to the tenant ID of your partner organisation, restart the server and ask again.',
  'ask.forbidden': 'The server does not let the command line do this: update the server or this command, so that both are of one version.',
  'ask.tooOften': 'The server was asked too often: wait {seconds} seconds and ask again.',
  'ask.unknownTenant':
    'No customer of this partner has the tenant ID {tenantIds}: check it, or read the lists first with tenantry sync now --lists.',
  'ask.notReady': 'The server is starting or does not reach its database: wait a moment; if it stays, look into its log.',
  'ask.invalid': 'The server does not accept what was asked: {detail}',
  'ask.failed': 'The server answered with an error ({status}, reference {reference}): look for the reference in its log.',
  'ask.notTenantry':
    'What answers at {url} is not this version of Tenantry: check the address, and that server and command are of one version.',

  'state.ok': 'ok',
  'state.warning': 'warning',
  'state.failed': 'failed',
  'state.skipped': 'skipped',

  'found.configuration': 'application {clientId}, partner {partnerId}, {login}',
  'found.discovery': '{issuer}',
  'found.applicationToken': 'accepted; application permissions: {permissions}',
  'found.applicationPermissions': '{organisation}: {granted}',
  'found.relationships': 'for example {example}',
  'found.integrationAccount': '{username}, signed in {signedInAt}, renewed {renewedAt}',
  'found.partnerCenterToken': '{username}',
  'found.partnerCenter': '{company}, {domain}, {partnerType}',
  'found.customers': 'for example {first}',
  'found.customerToken': '{customer}',
  'found.customerHealth': '{customer}, services: {services}',
  'found.returnedMail': '{mailbox}',
  'found.events': '{address}',
  'found.missing': 'missing: {missing}',
  'found.refused': 'refused: {refused}',
  'found.seconds': 'off by {seconds} s',
  'found.code': 'code {code}',
  'found.status': 'status {status}',

  'mend.before_failed': 'Not asked: “{before}” comes first.',
  'mend.denied.applicationPermissions':
    'Microsoft Graph does not let the application read your organisation: give admin consent again, as a global administrator.',
  'mend.denied.relationships':
    'Microsoft Graph does not show the relationships: consent to DelegatedAdminRelationship.Read.All, and check that this organisation is a partner.',
  'mend.denied.partnerCenter':
    'Partner Center does not admit the integration account: add it to the AdminAgents group and wait up to an hour.',
  'mend.denied.customers':
    'Partner Center does not admit the application: register it in Partner Center under Account settings, App management.',
  'mend.denied.customerToken':
    "The integration account may not read this customer's organisation: assign the role Global reader of an active relationship to a security group it belongs to.",
  'mend.denied.customerHealth':
    "The integration account may not read this customer's health: assign the role Service support administrator of an active relationship to a security group it belongs to.",
  'mend.invalid.link':
    'The answer leads to another host, which was not followed: check the MICROSOFT_* addresses and that no proxy alters answers.',
  'mend.broken.fault': "Microsoft's service has a fault: check again in a few minutes; status.cloud.microsoft tells of larger ones.",
  'mend.broken.late': "Microsoft did not answer in time: check the server's way to the internet, then check again in a few minutes.",
  'mend.broken.network': 'The server does not reach Microsoft: check its network, its proxy and firewall, and the MICROSOFT_* addresses.',
  'mend.broken.unreadable':
    'What answered is not what Microsoft sends: check the MICROSOFT_* addresses and that no proxy stands between; otherwise check again in a few minutes.',
  'mend.unknown': 'Microsoft refused for a reason this version does not know ({cause}): its own words below say which.',

  'doctor.title': 'Connection of partner {partnerId}, asked of {url}',
  'doctor.reference': 'Reference: {requestId}',
  'doctor.allWell': 'Everything works.',
  'doctor.warnings': 'Everything that is needed works; warnings: {warnings}.',
  'doctor.failed': 'Failed: {failed}; skipped: {skipped}. Begin with the first that failed. Settings, Connection: {settings}',

  'connect.step': 'Step {number} of {steps}: {title}',
  'connect.registration': 'App registration',
  'connect.consent': 'Admin consent',
  'connect.account': 'Integration account',
  'connect.customers': 'Customers',
  'connect.registration.how': `  Open https://entra.microsoft.com as a global administrator of {partnerId}: Entra ID, App registrations.
{clicks}`,
  'connect.consent.how': `  A global administrator opens this address, looks at the permissions and accepts:
      {adminConsentUrl}
  It can take a minute until Microsoft's tokens carry the new permissions.`,
  'connect.consent.noAddress': '  The address for admin consent is known once MICROSOFT_CLIENT_ID is set: finish step 1 first.',
  'connect.account.how': `  Tenantry works as a user account of your organisation, the integration account. It needs:
      - a member of AdminAgents, so that Partner Center admits it;
      - a member of the security group your relationships are assigned to, so that customers' organisations admit it;
      - multifactor authentication at every sign-in, which Partner Center demands;
      - no Conditional Access policy that asks for a managed device or a frequent sign-in.
  Sign in to Tenantry as a global administrator and connect the account there, with its second factor:
      {settings}`,
  'connect.customers.how': `  Relationships must give the account's security group at least these roles:
{roles}
  Each customer's organisation must also admit the application once.
  Customers whose consent is missing: {consentMissing}. Give it for many at once under {settings}, or from a customer's page.`,
  'connect.waiting': 'Waiting for the account to sign in, up to {minutes} minutes.',
  'connect.signedIn': 'An account has signed in.',
  'connect.stillWaiting': 'Nobody has signed in within {minutes} minutes.',
  'connect.prompt': 'Enter: check again   s: skip   q: leave > ',
  'connect.skipped': 'Skipped.',
  'connect.done': 'Every step is verified. tenantry doctor checks all of them whenever you like.',
  'connect.warned': 'Every step is verified, with warnings: {steps}. tenantry doctor checks all of them whenever you like.',
  'connect.undone': 'Not yet verified: {steps}. tenantry connect goes on from there.',

  'sync.title': 'Reading of every customer, asked of {url}',
  'sync.listGood': 'last read to its end {at}, records: {records}, unreadable: {unreadable}',
  'sync.listNever': 'never read to its end',
  'sync.listFailed': 'the last reading failed',
  'sync.listsAsked': 'Reading of the lists asked for. tenantry sync status shows how it comes along.',
  'sync.line': '{resource}: {good} of {customers} good, {failing} failing, {due} due, {running} being read, {closed} without a way in',
  'sync.stopped': 'stopped as a whole',
  'sync.failures': 'Failing, the largest group first:',
  'sync.group': '{customers} customers, {resource}: for example {examples}',
  'sync.asked': 'Readings asked for: {asked}. tenantry sync status shows how they come along.',
  'resource.details': 'Details',
  'resource.subscriptions': 'Subscriptions',
  'resource.directory': 'Directory',
  'resource.health': 'Health',
  'resource.messages': 'Messages',
}

export type TextKey = keyof typeof en
