import type { Answer } from '../exchange.ts'
import type { Persona } from '../persona.ts'
import { tokenError } from './answers.ts'

/** The refusal for the first field of a form that is absent or blank; undefined: all are there. */
export const missingField = (
  persona: Persona,
  form: URLSearchParams,
  fields: readonly string[],
): Answer | undefined => {
  const missing = fields.find((field) => (form.get(field) ?? '').trim() === '')
  return missing === undefined ? undefined : tokenError(persona, 'invalid_request', `The field ${missing} is missing.`)
}
