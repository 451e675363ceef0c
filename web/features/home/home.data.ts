// What Home shows, from the server. Entered by the Home page.
import { queryOptions } from '@tanstack/react-query'
import type { readHome } from '../../../contract/home.ts'
import { call } from '../../api/client.ts'

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => call<typeof readHome>('GET', '/api/home', { signal }),
})
