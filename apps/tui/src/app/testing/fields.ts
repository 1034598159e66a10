import type { FieldMeta } from '@mmd/jira-api'

/** For tests: a field of a form or of a transition, a line of text that may stay empty. */
export const testField = (id: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id,
  name: id,
  required: false,
  hasDefault: false,
  type: 'string',
  items: null,
  system: null,
  custom: null,
  operations: ['set'],
  allowedValues: [],
  ...more,
})
