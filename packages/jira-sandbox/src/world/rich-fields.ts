import { customFieldById } from './custom-fields.ts'

/** True for the fields whose values are documents in version 3. Their schema says no more than `string`. */
export const isRichField = (fieldId: string): boolean =>
  fieldId === 'description' || fieldId === 'environment' || customFieldById(fieldId)?.kind === 'textarea'
