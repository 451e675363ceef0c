// `npm run simulator -- COMMAND`: commands the simulated Microsoft cloud while it runs.
import { runCommand } from './command/run.ts'

const { code, out, error } = await runCommand(process.argv.slice(2))
process.stdout.write(out)
process.stderr.write(error)
process.exitCode = code
