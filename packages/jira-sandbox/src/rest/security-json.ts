import type { SecurityLevel } from '../world/world.ts'
import type { View } from './view.ts'

/** A security level, as issues and metadata show it. */
export const securityLevelJson = (
  { baseUrl }: View,
  { id, name, description }: SecurityLevel,
): Readonly<Record<string, string>> => ({
  self: `${baseUrl}/rest/api/2/securitylevel/${id}`,
  id,
  description,
  name,
})
