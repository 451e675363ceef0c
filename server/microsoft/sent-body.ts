// JSON that we send to Graph and Azure. Entered by every operation there that has a body.
import { z } from 'zod'

/**
 * A body of which our own code may set these members and no others. What a documented request has besides passes as it is, and so does a
 * null, which takes a value away: Microsoft knows its resources better than we do.
 */
export const sending = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const taken = Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [name, z.safeParse(member, undefined).success ? z.nullable(member) : member]),
  )
  // What is looked at is typed as declared: a null where none is declared is seen by nobody.
  const read: z.ZodType = z.looseObject(taken)
  return z.preprocess(
    (given: z.input<z.ZodObject<Shape, z.core.$strict>>): unknown => given,
    read as z.ZodType<z.output<z.ZodObject<Shape, z.core.$strip>>>,
  )
}
