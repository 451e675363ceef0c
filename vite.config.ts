// How the browser application is built and served while developing; used by `npm run build`, `npm run dev` and `npm start`.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** In one file: left to itself the bundler makes a file of each small piece that two pages share, dozens of requests. */
const everyPageNeeds = new RegExp(
  [
    'node_modules/(react|react-dom|scheduler|use-sync-external-store|@tanstack/(react-router|router-core|history|store|react-store|react-query|query-core))/',
    'node_modules/(i18next|react-i18next|i18next-icu|intl-messageformat|@formatjs/[\\w-]+|@griffel/[\\w-]+|stylis|rtl-css-js|keyborg)/',
    'node_modules/@fluentui/(tokens|react-provider|react-shared-contexts|react-utilities|react-jsx-runtime|react-button)/',
    'web/(api|theme|i18n)/(?!all-)[\\w-]+[.]ts',
    'web/ui/(?!ToastList|DataTable)[\\w-]+[.]tsx?',
    'node_modules/@fluentui/react-icons/',
    'web/pages/frame/',
  ].join('|'),
)

const api = process.env.TENANTRY_DEV_API ?? 'http://localhost:4600'

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration from the default export.
export default defineConfig({
  root: 'web',
  cacheDir: '../node_modules/.vite',
  plugins: [react(), precompress()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: scripts, and a small file costs little over one connection.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: everyPageNeeds },
            // What several pages share of features, often a few hundred bytes: a request of its own costs more than it is worth.
            { name: 'shared', test: /web\/features\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: {
    port: 4605,
    proxy: Object.fromEntries(['/api', '/sign-in/start', '/sign-in/callback', '/go', '/connection'].map((path) => [path, api])),
  },
})

/** Writes `.br` and `.gz` beside every text asset, so that the server only has to send files. */
function precompress(): Plugin {
  return {
    name: 'tenantry-precompress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        const file = join(dir, name)
        if (!/\.(js|css|html|svg|json)$/.test(name) || statSync(file).size < 1024) continue
        const content = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}
