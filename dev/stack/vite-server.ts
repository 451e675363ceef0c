// While developing, Vite stands at the product's address and passes API calls on to the server. Entered by dev/stack/stack.ts.
import { join } from 'node:path'
import { type Supervised, supervise } from './supervised.ts'

export type VitePlan = { port: number; apiUrl: string; dataDir: string; say: (line: string) => void; onChange?: () => void }

export function startViteServer({ port, apiUrl, dataDir, say, onChange }: VitePlan): Supervised {
  return supervise({
    name: 'Vite',
    args: ['node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort', '--host', 'localhost'],
    env: { TENANTRY_DEV_API: apiUrl, NO_COLOR: '1' },
    logFile: join(dataDir, 'logs', 'vite.log'),
    isReady: (line) => line.includes('Local:'),
    say,
    onChange,
  })
}
