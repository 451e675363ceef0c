// One incident or advisory as it is kept: whom it concerns and the whole of its story. Entered by book.ts and issues.ts.
import type { Reach } from './reach.ts'
import type { Feature, Service } from './services.ts'
import type { Classification, Post } from './story.ts'

export type Issue = {
  id: string
  service: Service
  feature: Feature
  classification: Classification
  title: string
  impact: string
  startAt: number
  endAt: number | null
  posts: readonly Post[]
  reach: Reach
}
