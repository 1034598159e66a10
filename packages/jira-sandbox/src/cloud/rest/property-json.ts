import type { JsonObject } from '../../rest/input.ts'

/** Whether JSON is an entity property. Its value is somebody else's, and goes out as it came in. */
export const isProperty = (value: JsonObject): boolean =>
  typeof value.key === 'string' && 'value' in value && Object.keys(value).length === 2
