import type { Answer } from '../../exchange.ts'
import type { Incoming } from '../../server/receive.ts'
import { xsrfAnswer } from '../../sign-in/rest-answers.ts'
import type { CloudSwitches } from '../switches.ts'
import { problem } from './answers.ts'

const wholeNumbers = ['startAt', 'maxResults']
// The search has a message of its own for a page of no length.
const ownWords = /\/search\/jql$/u

const isJson = (type: string): boolean => /^application\/(?:[\w.+-]+\+)?json\b/iu.test(type)

/** What is wrong with a request before any resource looks at it; undefined: nothing. */
export const requestProblem = (
  { method, headers, body, query }: Incoming,
  path: string,
  { deleteNeedsContentType }: CloudSwitches,
): Answer | undefined => {
  const type = headers['content-type'] ?? ''
  const isUpload = /\/(?:attachments|attachTemporaryFile)$/u.test(path)
  // A browser that writes might have been made to, so it has to say that nobody made it.
  const isForged = method !== 'GET' && method !== 'HEAD' && (headers['user-agent'] ?? '').startsWith('Mozilla/')
  if (isForged && !/^no-?check$/u.test(String(headers['x-atlassian-token'] ?? ''))) {
    return xsrfAnswer
  }
  const hasWrongType = body.length > 0 && !isUpload && !isJson(type)
  if (hasWrongType || (method === 'DELETE' && type === '' && deleteNeedsContentType)) {
    return problem(415, 'Unsupported Media Type', `Content-Type '${type.slice(0, 80)}' is not supported.`, path)
  }
  const wrong = wholeNumbers.find((name) => !/^-?\d{0,9}$/u.test(query.get(name) ?? ''))
  if (wrong !== undefined && !ownWords.test(path)) {
    return problem(400, 'Bad Request', `Failed to convert '${wrong}' to a number.`, path)
  }
  return undefined
}
