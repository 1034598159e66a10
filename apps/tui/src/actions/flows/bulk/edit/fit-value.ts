import type { FieldMeta, FieldOption, FieldValue } from '@mmd/jira-api/model'
import { optionId } from '../../forms/options.ts'

/** A value as an issue's own field allows it, or the words of it that it does not have. */
export type Fitted = { readonly value: FieldValue } | { readonly missing: readonly string[] }

/** Finds things by their words among what is allowed: each project has ids of its own. */
const finder = ({ allowedValues }: FieldMeta) => {
  const missing: string[] = []
  const find = (id: string, words: string): string => {
    const same = (option: FieldOption): boolean => option.label === words
    const own = allowedValues.find((option) => same(option) && option.id === id) ?? allowedValues.find(same)
    if (own === undefined) missing.push(words)
    return own === undefined ? id : optionId(own)
  }
  return { find, missing }
}

/** A value that was chosen for several issues, for one of them. */
export const fitValue = (value: FieldValue, meta: FieldMeta): Fitted => {
  if (meta.allowedValues.length === 0) return { value }
  const { find, missing } = finder(meta)
  const fitted = ((): FieldValue => {
    switch (value.kind) {
      case 'named':
        return { ...value, value: { ...value.value, id: find(value.value.id, value.value.name) } }
      case 'named-list':
        return { ...value, values: value.values.map(({ id, name }) => ({ id: find(id, name), name })) }
      case 'option':
        return { ...value, option: { ...value.option, id: find(value.option.id, value.option.label) } }
      case 'options':
        return { ...value, options: value.options.map(({ id, label }) => ({ id: find(id, label), label })) }
      default:
        return value
    }
  })()
  return missing.length > 0 ? { missing } : { value: fitted }
}
