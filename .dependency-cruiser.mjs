// The import law of ARCHITECTURE.md as rules. `npm run check` reads it; a broken rule fails the build.
const TESTS = String.raw`\.test\.tsx?$`
const PURE = String.raw`^server/features/.+\.(mapping|rules)\.ts$`

// Words and decisions without effects: the shape of rows, the kinds of failure, what a status means.
const PURE_TARGETS = ['^server/db/tables/', '^server/microsoft/(microsoft-error|tolerant|graph/relationship-phase)\\.ts$']

// What opens connections. The signature check reads the root certificates that come with Node.
const NETWORK = [
  '^server/microsoft/http\\.ts$',
  '^server/microsoft/partner-center/webhook-signature\\.ts$',
  '^server/mail/smtp\\.ts$',
  '^server/webhooks/',
  '^server/db/embedded\\.ts$',
]

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const outside = (allowed) => `^(?!(${allowed})(/|$))(contract|server|web|simulator|cli|dev|bench|tests)/`

const everywhere = [
  rule('no-circle', 'Nothing imports in a circle.', {}, { circular: true }),
  rule('no-missing-module', 'Every import resolves.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
  rule('no-unlisted-package', 'Every package is listed in package.json.', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
  rule(
    'no-dev-package-at-run-time',
    'What runs in production lives on dependencies only.',
    { path: '^(server|contract|cli)/', pathNot: TESTS },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
]

const houses = [
  rule('contract-stands-alone', 'The contract has no behaviour of ours below it.', { path: '^contract/' }, { path: outside('contract') }),
  rule(
    'server-meets-contract',
    'The server knows the contract only.',
    { path: '^server/', pathNot: TESTS },
    { path: outside('contract|server') },
  ),
  rule('web-meets-contract', 'The browser knows the contract only.', { path: '^web/', pathNot: TESTS }, { path: outside('contract|web') }),
  rule(
    'simulator-stands-alone',
    'The simulator meets us on the network only.',
    { path: '^simulator/', pathNot: TESTS },
    { path: outside('simulator') },
  ),
  rule(
    'cli-meets-contract',
    'The command line uses the public API, and says what to do in the very words of the web interface.',
    { path: '^cli/', pathNot: TESTS },
    { path: outside('contract|cli'), pathNot: String.raw`^web/i18n/(en|fr)/(signInCauses|connection|sync)\.json$` },
  ),
]

const serverLayer = (name, allowed) =>
  rule(
    `server-${name}`,
    `server/${name} sees ${allowed} and the contract.`,
    { path: `^server/${name}/`, pathNot: TESTS },
    // feature.ts is what a feature is made of: types alone.
    { path: '^server/', pathNot: [`^server/(${allowed})/`, '^server/feature.ts$'] },
  )

const server = [
  serverLayer('base', 'base'),
  serverLayer('db', 'db|base'),
  serverLayer('jobs', 'jobs|db|base'),
  serverLayer('pulls', 'pulls|microsoft|jobs|db|base'),
  serverLayer('returned-mail', 'returned-mail|microsoft|mail|jobs|db|base'),
  serverLayer('facts', 'facts|jobs|db|base'),
  serverLayer('mail', 'mail|base'),
  serverLayer('webhooks', 'webhooks|base'),
  serverLayer('microsoft', 'microsoft|base'),
  serverLayer('http', 'http|db|base|microsoft'),
  serverLayer('features', 'features|http|facts|pulls|returned-mail|jobs|db|base|microsoft|mail|webhooks'),
  rule(
    'server-one-list-of-features',
    'Only server/features.ts knows all features.',
    { path: '^server/', pathNot: [String.raw`^server/features(/|\.ts$)`, TESTS] },
    { path: '^server/features/' },
  ),
  rule(
    'server-feature-alone',
    'A feature announces facts or reads tables; it never imports another feature.',
    { path: '^server/features/([^/]+)/', pathNot: TESTS },
    { path: '^server/features/', pathNot: '^server/features/$1/' },
  ),
  rule(
    'microsoft-one-door',
    'Only sync, pulls, actions and jobs of a feature call Microsoft, and the reading of returned mail.',
    {
      path: '^server/',
      pathNot: [
        String.raw`^server/features/.+(\.|/)(sync|actions|jobs|pulls)(\.|/)`,
        '^server/returned-mail/returned-mail.sync.ts$',
        '^server/microsoft/',
        '^server/main.ts$',
        TESTS,
      ],
    },
    { path: '^server/microsoft/', pathNot: PURE_TARGETS, dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'routes-hold-no-sql',
    'A route calls one query or one action.',
    { path: String.raw`^server/features/.+\.routes\.ts$` },
    { path: ['^server/db/', 'node_modules/(kysely|pg|pg-cursor)/'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'pure-stays-pure',
    'Mapping and rules have no effects.',
    { path: PURE },
    {
      path: ['^server/(microsoft|db|facts|jobs|mail|webhooks)/', 'node_modules/(kysely|pg|undici|pg-boss)/'],
      pathNot: PURE_TARGETS,
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'network-doors',
    'Connections are opened in few places, each of which bounds what it waits for and what it takes.',
    { path: '^(contract|server|web|cli)/', pathNot: [...NETWORK, TESTS] },
    { path: ['node_modules/(undici|nodemailer)/', '^(node:)?(https?|http2|net|tls|dgram)$'], dependencyTypesNot: ['type-only'] },
  ),
  rule('tests-stay-out', 'Nothing that runs imports a test.', { pathNot: [TESTS, '^(tests|dev|bench)/'] }, { path: TESTS }),
]

const web = [
  rule(
    'web-theme',
    'The theme sees nothing else.',
    { path: '^web/theme/', pathNot: TESTS },
    { path: '^web/', pathNot: '^web/(theme|i18n)/' },
  ),
  rule('web-i18n', 'Language sees nothing else.', { path: '^web/i18n/', pathNot: TESTS }, { path: '^web/', pathNot: '^web/i18n/' }),
  rule('web-api', 'The API client draws nothing.', { path: '^web/api/', pathNot: TESTS }, { path: '^web/', pathNot: '^web/(api|i18n)/' }),
  rule(
    'web-ui',
    'Pieces in ui know no feature and no API.',
    { path: '^web/ui/', pathNot: TESTS },
    { path: '^web/', pathNot: '^web/(ui|theme|i18n)/' },
  ),
  rule(
    'web-feature-alone',
    'A page composes features; they never import each other, a page or the frame.',
    { path: '^web/features/([^/]+)/', pathNot: TESTS },
    { path: '^web/', pathNot: ['^web/(ui|api|theme|i18n)/', '^web/features/$1/'] },
  ),
  rule(
    'web-pages',
    'Pages are entered from the routes only.',
    { path: '^web/', pathNot: [String.raw`^web/(pages/|routes\.tsx?$|App\.tsx$|main\.tsx$)`, TESTS] },
    { path: '^web/pages/' },
  ),
]

export default {
  forbidden: [...everywhere, ...houses, ...server, ...web],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`^(dist|data)/|\.(css|svg|png|html)$` },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
}
