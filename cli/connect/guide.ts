// What every step of the guide works with. Made by connect.ts.
import type { Server } from '../server/find-server.ts'
import type { Speaking, Surroundings } from '../surroundings.ts'

export type Guide = { around: Surroundings; speaking: Speaking; server: Server }
