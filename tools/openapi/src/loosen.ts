import { isObject } from './json.ts'

/** A schema that says of which types members are, but neither which must be there nor that there are no others. */
export const loosen = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(loosen)
  if (!isObject(value)) return value
  const entries = Object.entries(value).filter(
    ([name, member]) =>
      !(name === 'required' && Array.isArray(member)) && !(name === 'additionalProperties' && member === false),
  )
  return Object.fromEntries(entries.map(([name, member]) => [name, loosen(member)]))
}
