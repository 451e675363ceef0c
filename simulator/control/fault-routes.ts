// Commands for faults and limits. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import type { Faults } from '../faults/faults.ts'
import { FAULTS } from '../faults/kinds.ts'
import type { Limits } from '../faults/limits.ts'
import { applyThrottle, LIMIT_NAMES } from '../faults/throttle-setting.ts'
import { fields, Refused, text } from './commands-read.ts'
import { readFault } from './fault-read.ts'

export function registerFaultCommands(app: FastifyInstance, faults: Faults, limits: Limits): void {
  app.get('/control/faults', async () => ({ faults: faults.all(), kinds: FAULTS }))
  app.post('/control/faults', async (request, reply) => reply.code(201).send(faults.add(readFault(request.body))))
  app.delete('/control/faults', async () => ({ cleared: faults.clear() }))
  app.delete<{ Params: { id: string } }>('/control/faults/:id', async (request) => {
    const { id } = request.params
    if (!faults.remove(id)) throw new Refused(404, `No fault is named ${id}; GET /control/faults lists them.`)
    return { cleared: 1 }
  })
  const stateOfLimits = () => ({ on: limits.on(), limits: limits.state(), names: LIMIT_NAMES })
  app.get('/control/limits', async () => stateOfLimits())
  app.post('/control/limits', async (request) => {
    const setting = text(fields(request.body, ['throttle']).throttle, 'throttle')
    if (setting === undefined) throw new Refused(400, 'Give throttle: documented, off, or one limit such as customer=100/60.')
    try {
      applyThrottle(limits, setting)
    } catch (error) {
      throw new Refused(400, (error as Error).message)
    }
    return stateOfLimits()
  })
}
