// `npm start`: the whole product on one machine, with a simulated Microsoft cloud.
import { runUntilAsked } from './start/run.ts'

await runUntilAsked({ watch: false })
