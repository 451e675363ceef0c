// `npm run conformance -- --samples DIR`: runs documented samples of Microsoft's APIs through the connectors and says what failed.
import { help, readOptions, WrongOption } from './conformance/options.ts'
import { asLines, reportOf } from './conformance/report.ts'
import { runSamples } from './conformance/run.ts'
import { FolderProblem, readSampleFolder } from './conformance/sample-folder.ts'

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(help)
  else {
    const report = reportOf(await runSamples(readSampleFolder(options.samples)))
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : asLines(report))
    process.exitCode = report.failures.length > 0 ? 1 : 0
  }
} catch (error) {
  if (!(error instanceof WrongOption || error instanceof FolderProblem)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
