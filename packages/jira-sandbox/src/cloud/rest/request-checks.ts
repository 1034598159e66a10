import type { Answer } from '../../exchange.ts'
import type { Incoming } from '../../server/receive.ts'
import type { CloudSwitches } from '../switches.ts'
import { problem } from './answers.ts'

const isJson = (type: string): boolean => /^application\/(?:[\w.+-]+\+)?json\b/iu.test(type)

/** What is wrong with a request before any resource looks at it; undefined: nothing. */
export const requestProblem = (
  { method, headers, body }: Incoming,
  path: string,
  { deleteNeedsContentType }: CloudSwitches,
): Answer | undefined => {
  const type = headers['content-type'] ?? ''
  const isUpload = path.endsWith('/attachments')
  // A browser that writes might have been made to, so it has to say that nobody made it.
  const isForged = method !== 'GET' && method !== 'HEAD' && (headers['user-agent'] ?? '').startsWith('Mozilla/')
  if (isForged && !/^no-?check$/u.test(String(headers['x-atlassian-token'] ?? ''))) {
    return { status: 403, text: 'XSRF check failed' }
  }
  const hasWrongType = body.length > 0 && !isUpload && !isJson(type)
  if (hasWrongType || (method === 'DELETE' && type === '' && deleteNeedsContentType)) {
    return problem(415, 'Unsupported Media Type', `Content-Type '${type.slice(0, 80)}' is not supported.`, path)
  }
  return undefined
}
