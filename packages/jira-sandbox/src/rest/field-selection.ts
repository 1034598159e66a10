import { fields } from '../world/fields.ts'

const all = fields.map(({ id }) => id)
const navigable = fields.filter((field) => field.navigable).map(({ id }) => id)

/**
 * The field ids that a `fields` parameter asks for: `*all`, `*navigable`, ids, and `-id` to leave one out.
 * Ids that the site does not have are passed over in silence, as Jira does.
 */
export const selectFields = (asked: readonly string[], standard: '*all' | '*navigable'): readonly string[] => {
  const wanted = asked.filter((word) => !word.startsWith('-'))
  const unwanted = new Set(asked.filter((word) => word.startsWith('-')).map((word) => word.slice(1)))
  const chosen = new Set(
    (wanted.length === 0 ? [standard] : wanted).flatMap((word) => {
      if (word === '*all') return all
      return word === '*navigable' ? navigable : [word]
    }),
  )
  return all.filter((id) => chosen.has(id) && !unwanted.has(id))
}
