// `npm run dev`: as `npm start`, but the server starts again and the browser reloads whenever a source changes.
import { runUntilAsked } from './start/run.ts'

await runUntilAsked({ watch: true })
