import { FieldError } from './edit-values.ts'

/** One verb of an `update`, such as `{"add": "x"}`; `fields` are all `set`. */
export interface Operation {
  readonly verb: string
  readonly value: unknown
}

/** What a list becomes when verbs are applied to it in order; `one` checks a single element. */
export const editedList = (
  current: readonly string[],
  operations: readonly Operation[],
  one: (value: unknown) => string,
): readonly string[] => {
  let list = [...current]
  for (const { verb, value } of operations) {
    if (verb === 'set') {
      if (value !== null && !Array.isArray(value)) throw new FieldError('data was not an array')
      list = (value ?? []).map((element: unknown) => one(element))
    } else if (verb === 'add') list.push(one(value))
    else {
      const unwanted = one(value)
      list = list.filter((element) => element !== unwanted)
    }
  }
  return [...new Set(list)]
}
