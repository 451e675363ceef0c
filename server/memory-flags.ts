// How Node is told to keep the server small (docs/decisions/0018-memory-flags.md). Entered by whatever starts the server; `npm run serve` in
// package.json says the same, as it comes before any code of ours.

/**
 * V8 doubles its nursery while large lists pass through and keeps it, and lets its heap grow to four times what is alive: both are garbage
 * that a partner pays for. Megabytes; per cent of what was alive after the last collection.
 */
export const memoryFlags = ['--max-semi-space-size=4', '--heap-growing-percent=100']
