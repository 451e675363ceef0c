// Customers: find them, see them, organise them (flags, pins, visits), download them, enter their admin centers.
import type { Feature } from '../../feature.ts'
import { customersPulls } from './customers.pulls.ts'
import { mountCustomers } from './customers.routes.ts'

export const customersFeature: Feature = { name: 'customers', routes: mountCustomers, pulls: customersPulls }
