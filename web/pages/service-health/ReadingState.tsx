// How fresh service health is and reading it now, for the heads of its pages; what was read is fetched again.
import { useQueryClient } from '@tanstack/react-query'
import type { HealthReadings } from '../../../contract/service-health.ts'
import { serviceHealthKey } from '../../features/service-health/service-health.data.ts'
import { ResourceFreshness } from '../../features/sync/ResourceFreshness.tsx'

export function ReadingState({ readings: { newestAt, oldestAt, stale } }: { readings: HealthReadings }) {
  const queries = useQueryClient()
  return (
    <ResourceFreshness
      resource="health"
      newestAt={newestAt}
      oldestAt={oldestAt}
      stale={stale > 0}
      onRead={() => void queries.invalidateQueries({ queryKey: serviceHealthKey })}
    />
  )
}
