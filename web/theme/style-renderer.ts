// Where the design system writes its style rules. Entered by App.tsx.
import { createDOMRenderer } from '@fluentui/react-components'

type Rules = Parameters<ReturnType<typeof createDOMRenderer>['insertCSSRules']>[0]

/** Its own goes through every rule of a component whenever one is mounted; of a row of the table that is hundreds, for each row. */
function onceForEach(insert: (rules: Rules) => void): (rules: Rules) => void {
  const inserted = new WeakSet<Rules>()
  return (rules) => {
    if (inserted.has(rules)) return
    inserted.add(rules)
    insert(rules)
  }
}

const made = createDOMRenderer(document)

export const styleRenderer: typeof made = Object.assign(made, { insertCSSRules: onceForEach(made.insertCSSRules) })
