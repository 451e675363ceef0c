// Finds ports. Entered by dev/stack/stack.ts.
import { createServer } from 'node:net'

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

/** Free on both loopback addresses: a browser may try either for `localhost`. */
export async function isFree(port: number): Promise<boolean> {
  if ((await tryPort(port, '127.0.0.1')) === undefined) return false
  const six = createServer()
  return new Promise((resolve) => {
    six.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    six.listen(port, '::1', () => six.close(() => resolve(true)))
  })
}

/** The wished port, or any free one where it is 0 or taken. */
export async function freePort(wished = 0): Promise<number> {
  if (wished > 0 && (await isFree(wished))) return wished
  const port = await tryPort(0, '127.0.0.1')
  if (port === undefined) throw new Error('No free port was found on 127.0.0.1.')
  return port
}
