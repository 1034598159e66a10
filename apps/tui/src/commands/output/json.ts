/**
 * Characters that `JSON.stringify` leaves as they are and that a terminal or editor may act on: DEL, C1, line and
 * paragraph separator, bidi controls, tag characters.
 */
const risky = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\udb40[\udc00-\udc7f]/g

/** One JSON value as text, with every control character escaped; indented for people when `indent` is set. */
export const toJson = (value: unknown, indent = false): string =>
  JSON.stringify(value, null, indent ? 2 : undefined).replace(risky, escapeUnits)

const escapeUnits = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
