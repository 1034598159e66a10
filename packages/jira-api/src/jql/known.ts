import type { JqlData, JqlField } from '../model/site-model.ts'
import { usualFields, usualFunctions } from './field-types.ts'
import { unquoteJql } from './quote.ts'

/** What is known of the query language: of one site, or of several together. */
export interface JqlKnown {
  readonly fields: readonly JqlField[]
  /** Those of them that a list can be sorted by. */
  readonly sortable: readonly JqlField[]
  readonly functions: JqlData['functions']
  /** The catalogue of every site was read: what is not in it is not there. */
  readonly isWhole: boolean
  /** The field that a query calls so, in any case: by its name, or as `cf[10010]`. */
  readonly field: (name: string) => JqlField | undefined
}

/** `Story Points - cf[10002]`, as both deployments write it, in its two parts. */
const customParts = (label: string): readonly string[] => {
  const at = label.lastIndexOf(' - cf[')
  return at > 0 && /^cf\[\d{1,12}\]$/.test(label.slice(at + 3)) ? [label.slice(0, at), label.slice(at + 3)] : []
}

const namesOf = ({ value, label }: JqlField): readonly string[] =>
  [unquoteJql(value), label, ...customParts(label)].map((name) => name.toLowerCase())

const byName = (fields: readonly JqlField[]): Map<string, JqlField> => {
  const names = new Map<string, JqlField>()
  for (const one of fields) for (const name of namesOf(one)) if (!names.has(name)) names.set(name, one)
  return names
}

/** The shape is looked at again, since a catalogue comes out of a file. One without fields helps nobody. */
const isData = (value: unknown): value is JqlData =>
  typeof value === 'object' &&
  value !== null &&
  'fields' in value &&
  Array.isArray(value.fields) &&
  value.fields.length > 0 &&
  'functions' in value &&
  Array.isArray(value.functions)

/** Together what is known of sites, of each its catalogue, or whatever there is instead of one. */
export const joinJqlData = (catalogues: readonly unknown[]): JqlKnown => {
  const data = catalogues.filter(isData)
  const isWhole = data.length > 0 && data.length === catalogues.length
  const fields = new Map<string, JqlField>()
  const functions = new Map<string, JqlData['functions'][number]>()
  const found = data.flatMap((one) => one.fields)
  const offered = data.flatMap((one) => one.functions)
  for (const one of isWhole ? found : [...found, ...usualFields]) {
    const id = one.value.toLowerCase()
    if (!fields.has(id)) fields.set(id, one)
  }
  for (const one of isWhole ? offered : [...offered, ...usualFunctions])
    if (!functions.has(one.value)) functions.set(one.value, one)
  /** Made when the first name is looked up: a site may have thousands of fields. */
  let names: Map<string, JqlField> | undefined
  // The usual ones first: a list that begins with affectedVersion helps nobody.
  const usual = usualFields.flatMap(({ value }) => fields.get(value.toLowerCase()) ?? [])
  const sorted = [...new Set([...usual, ...fields.values()])]
  return {
    fields: sorted,
    sortable: sorted.filter(({ orderable }) => orderable),
    functions: [...functions.values()],
    isWhole,
    field: (name) => {
      names ??= byName(sorted)
      return names.get(name.toLowerCase())
    },
  }
}
