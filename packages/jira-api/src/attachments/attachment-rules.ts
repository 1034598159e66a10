import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { isJiraApiError } from '../errors.ts'
import type { AttachmentRules } from '../faces/files.ts'
import { toJson } from '../model/primitives.ts'

interface RulesPlace {
  readonly http: Http
  /** Segments of the REST API. */
  readonly api: readonly string[]
}

/** See `FilesFace.attachmentRules`. */
export const readAttachmentRules = async (
  { http, api }: RulesPlace,
  { signal }: CallOptions = {},
): Promise<AttachmentRules> => {
  const path = [...api, 'attachment', 'meta']
  const answer = await http({ method: 'GET', path, signal }).catch((error: unknown) => {
    // Not to be told is no reason not to try.
    if (isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'not-found')) return undefined
    throw error
  })
  const { enabled, uploadLimit } = toJson(answer)
  const isLimit = typeof uploadLimit === 'number' && uploadLimit > 0
  return { enabled: enabled !== false, limit: isLimit ? uploadLimit : null }
}
