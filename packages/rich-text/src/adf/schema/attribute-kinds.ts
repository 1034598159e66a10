/** What a value of an attribute has to be. */
export interface AttributeKind {
  /** Ends the sentence "is not …". */
  readonly name: string
  readonly fits: (value: unknown) => boolean
}

/** The attributes of a node or a mark, by name. */
export interface Attributes {
  readonly known: ReadonlyMap<string, AttributeKind>
  readonly required: readonly string[]
}

/** Makes a table of attributes; a star at the end of a name marks one that must be there. */
export const attributes = (kinds: Readonly<Record<string, AttributeKind>>): Attributes => {
  const entries = Object.entries(kinds)
  return {
    known: new Map(entries.map(([name, kind]) => [name.replace('*', ''), kind])),
    required: entries.filter(([name]) => name.endsWith('*')).map(([name]) => name.slice(0, -1)),
  }
}

/** A value that is an object and not a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

export const anything: AttributeKind = { name: 'a value', fits: () => true }
export const text: AttributeKind = { name: 'a string', fits: (value) => typeof value === 'string' }
export const someText: AttributeKind = {
  name: 'a string with something in it',
  fits: (value) => typeof value === 'string' && value !== '',
}
export const flag: AttributeKind = { name: 'true or false', fits: (value) => typeof value === 'boolean' }
export const number: AttributeKind = { name: 'a number', fits: isNumber }
export const numbers: AttributeKind = {
  name: 'a list of numbers',
  fits: (value) => Array.isArray(value) && value.every(isNumber),
}
export const someTexts: AttributeKind = {
  name: 'a list of strings',
  fits: (value) => Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string'),
}

/** A number of at least `least` and at most `most`. */
export const numberFrom = (least: number, most: number = Number.POSITIVE_INFINITY): AttributeKind => ({
  name: most === Number.POSITIVE_INFINITY ? `a number from ${least}` : `a number from ${least} to ${most}`,
  fits: (value) => isNumber(value) && value >= least && value <= most,
})

/** One of some words, given with blanks between them. */
export const oneOf = (words: string): AttributeKind => {
  const allowed = new Set(words.split(' '))
  return {
    name: `one of ${[...allowed].join(', ')}`,
    fits: (value) => typeof value === 'string' && allowed.has(value),
  }
}

/** A string of some form. */
export const like = (form: RegExp, name: string): AttributeKind => ({
  name,
  fits: (value) => typeof value === 'string' && form.test(value),
})

/** The one string. */
export const exactly = (only: string): AttributeKind => ({
  name: JSON.stringify(only),
  fits: (value) => value === only,
})

const VIEW = new Set(['type', 'properties'])
const SOURCE = new Set(['id', 'parameters', 'views'])

const isView = (value: unknown): boolean =>
  isRecord(value) && typeof value['type'] === 'string' && Object.keys(value).every((key) => VIEW.has(key))

/** Where a card with a list of issues has them from: an id, parameters and at least one view. */
export const datasource: AttributeKind = {
  name: 'a source of data with id, parameters and views',
  fits: (value) =>
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    value['parameters'] !== undefined &&
    Array.isArray(value['views']) &&
    value['views'].length > 0 &&
    value['views'].every(isView) &&
    Object.keys(value).every((key) => SOURCE.has(key)),
}
