// The fields of a documented sample and their types, to be looked for in what is served. Used by *.test.ts only.

/** For each path the types seen there; names in lower case, since Microsoft prints some samples as its old client wrote them. */
export type Shape = Map<string, Set<string>>

export function shapeOf(value: unknown, shape: Shape = new Map(), path = ''): Shape {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  shape.set(path, (shape.get(path) ?? new Set()).add(type))
  if (Array.isArray(value)) for (const one of value) shapeOf(one, shape, `${path}[]`)
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) shapeOf(inner, shape, `${path}.${name.toLowerCase()}`)
  return shape
}

/** Documented paths that nothing served has, or has with another type. */
export function missingFrom(served: Shape, documented: Shape): string[] {
  return [...documented].flatMap(([path, types]) => {
    const found = served.get(path)
    if (!found) return [`${path} is missing`]
    const fits = types.has('null') || [...types].some((type) => found.has(type))
    return fits ? [] : [`${path} is ${[...found].join('|')}, documented as ${[...types].join('|')}`]
  })
}
