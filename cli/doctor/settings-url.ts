// The address of Settings, Connection as people's browsers reach it, which need not be the address this command asks. Pure.
import type { Connection } from '../../contract/connection.ts'
import type { Server } from '../server/find-server.ts'

export function settingsUrl({ redirectUris: [first = ''] }: Connection, { url }: Server): string {
  return new URL('/settings/connection', URL.canParse(first) ? first : url).href
}
