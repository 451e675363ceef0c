// `npm run build`: the web application into dist/web, every text asset also compressed.
import { buildWebApp, webDir } from './stack/web-app.ts'

const started = performance.now()
await buildWebApp().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
console.log(`Built ${webDir} in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
