import { type ShapeName, shapes, type ValueType } from './shapes.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const basic: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  true: (value) => value === true,
  any: () => true,
  text: (value) => typeof value === 'string' || isObject(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value),
}

const isShape = (name: string): name is ShapeName => Object.hasOwn(shapes, name)

/** Called with the name of each shape that something was held against. */
export type OnShape = (name: ShapeName) => void

const ofShape = (name: ShapeName, value: unknown, { path, onShape }: At): readonly string[] => {
  if (!isObject(value)) return [`${path} is no ${name}`]
  onShape(name)
  const keys = new Map(Object.entries(shapes[name]).map(([key, type]) => [key.replace('?', ''), type]))
  const wanted = Object.keys(shapes[name]).filter((key) => !key.endsWith('?'))
  return [
    ...wanted.filter((key) => !Object.hasOwn(value, key)).map((key) => `${path}.${key} is missing`),
    ...Object.entries(value).flatMap(([key, one]) => {
      const type = keys.get(key)
      const at = `${path}.${key}`
      return type === undefined ? [`${at} is not published`] : ofType(type, one, { path: at, onShape })
    }),
  ]
}

interface At {
  readonly path: string
  readonly onShape: OnShape
}

const ofOne = (type: string, value: unknown, at: At): readonly string[] => {
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${at.path} is no list`]
    return value.flatMap((one, index) => ofOne(type.slice(0, -2), one, { ...at, path: `${at.path}[${index}]` }))
  }
  if (isShape(type)) return ofShape(type, value, at)
  const isFitting = basic[type]
  if (isFitting === undefined) throw new TypeError(`There is no type ${type}`)
  return isFitting(value) ? [] : [`${at.path} is no ${type} but ${JSON.stringify(value)}`]
}

const ofType = (type: ValueType, value: unknown, at: At): readonly string[] => {
  const results = type.split('|').map((one) => ofOne(one, value, { ...at, onShape: () => undefined }))
  const fitting = results.findIndex((problems) => problems.length === 0)
  if (fitting === -1) return results[0] ?? []
  return ofOne(type.split('|')[fitting] ?? '', value, at)
}

/** Where a value is not what is published: keys that are missing, not published, or of another type. */
export const misfits = (type: ValueType, value: unknown, onShape: OnShape = () => undefined): readonly string[] =>
  ofType(type, value, { path: 'answer', onShape })
