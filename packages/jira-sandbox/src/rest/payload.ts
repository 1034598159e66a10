import type { Exchange } from '../exchange.ts'
import { objectBody } from './input.ts'
import { Refusal } from './refusal.ts'

/** The 400 of a body whose JSON has the wrong members or types. */
export const invalidPayload = (): Refusal =>
  new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.')

/** Whether a value is of some type. */
export type Is<T> = (value: unknown) => value is T

export const isText: Is<string> = (value) => typeof value === 'string'
export const isWhole: Is<number> = (value): value is number => Number.isInteger(value)
export const isFlag: Is<boolean> = (value) => typeof value === 'boolean'

/** A list of at most so many values of a type. */
export const listOf =
  <T>(is: Is<T>, most: number): Is<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= most && value.every(is)

/** A member that may be absent; a 400 refusal when it is there and of another type. */
export const optional = <T>(value: unknown, is: Is<T>): T | undefined => {
  if (value === undefined || value === null) return undefined
  if (is(value)) return value
  throw invalidPayload()
}

/** A flag that may be absent; the words `true` and `false` are taken for it, as Jackson takes them. */
export const flagIn = (value: unknown): boolean | undefined =>
  optional(value === 'true' || value === 'false' ? value === 'true' : value, isFlag)

/** A member that must be there. */
export const required = <T>(value: unknown, is: Is<T>): T => {
  if (is(value)) return value
  throw invalidPayload()
}

/** The ids or keys in a member of a body, of which there may be so many and must be one. */
export const idsOrKeys = (value: unknown, most: number): readonly string[] => {
  const isIdOrKey: Is<string | number> = (one): one is string | number => isText(one) || isWhole(one)
  const list = required(value, listOf(isIdOrKey, most)).map(String)
  if (list.length === 0) throw invalidPayload()
  return list
}

/** A body with no other members than those named. */
export const strictBody = (exchange: Exchange, ...members: readonly string[]): Readonly<Record<string, unknown>> =>
  objectBody(exchange, members)
