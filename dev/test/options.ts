// What `npm test` accepts: which parts, and what goes on to Vitest. Pure.
export const parts = ['check', 'unit', 'conformance', 'journeys'] as const
export type Part = (typeof parts)[number]
export type TestOptions = { parts: Part[]; vitest: string[]; help: boolean }

export const help = `Runs the tests.

  npm test                          everything
  npm test -- check unit            these parts only: check, unit, conformance, journeys
  npm test -- unit customers.rules  test files whose path contains the text
  npm test -- journeys -t S33       tests whose title contains the text

What follows the parts goes to Vitest as it is.
`

export function readTestOptions(args: string[]): TestOptions {
  const isPart = (argument: string): argument is Part => (parts as readonly string[]).includes(argument)
  const end = args.findIndex((argument) => !isPart(argument))
  const chosen = (end === -1 ? args : args.slice(0, end)).filter(isPart)
  const vitest = end === -1 ? [] : args.slice(end)
  const narrowed: Part[] = vitest.length > 0 ? ['unit', 'conformance', 'journeys'] : [...parts]
  return { parts: chosen.length > 0 ? parts.filter((part) => chosen.includes(part)) : narrowed, vitest, help: vitest.includes('--help') }
}
