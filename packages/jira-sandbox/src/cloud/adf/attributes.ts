import { isObject } from '../../rest/input.ts'

/** Whether a value will do for an attribute. */
export type Check = (value: unknown) => boolean

/** The attributes that a node or a mark may have; those with a star in their name must be there. */
export type Attributes = Readonly<Record<string, Check>>

/** Any string. */
export const isText: Check = (value) => typeof value === 'string'
/** A string that is not empty. */
export const isSomeText: Check = (value) => typeof value === 'string' && value !== ''
/** Any number. */
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value)
/** True or false. */
export const isFlag: Check = (value) => typeof value === 'boolean'
/** Any JSON object. */
export const isRecord: Check = isObject
/** Anything at all. */
export const isAnything: Check = () => true
/** `#rrggbb`. */
export const isColour: Check = (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/iu.test(value)
/** `#rrggbb` or `#rrggbbaa`. */
export const isBorderColour: Check = (value) =>
  typeof value === 'string' && /^#[0-9a-f]{6}(?:[0-9a-f]{2})?$/iu.test(value)
/** A list of numbers. */
export const isNumbers: Check = (value) => Array.isArray(value) && value.every(isNumber)
/** A list of strings. */
export const isTexts: Check = (value) => Array.isArray(value) && value.every(isText)

/** One of some words. */
export const isOneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value)

/** A whole number within bounds. */
export const isWholeIn =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

/** A number within bounds. */
export const isNumberIn =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most
