import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A browser's session. */
export interface Session {
  readonly id: string
  /** Must come back with every form (Jira's name: `atl_token`). */
  readonly xsrfToken: string
  /** The signed-in user's key. */
  readonly userKey: string
}

export interface SessionBook {
  open(userKey: string): Session
  close(id: string): void
  find(id: string): Session | undefined
  /** The `Set-Cookie` value that hands the session to a browser. */
  cookieOf(session: Session): string
  /** The `Set-Cookie` value that takes it away. */
  readonly expiredCookie: string
}

const cookieName = 'JSESSIONID'

/** The session id that a request carries in its cookies. */
export const sessionIdOf = (headers: IncomingHttpHeaders): string | undefined =>
  (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1)

/** Sessions of one sandbox; they last until logout or its end. `secure`: the site is served over https. */
export const createSessionBook = (contextPath: string, secure = false): SessionBook => {
  const sessions = new Map<string, Session>()
  const attributes = `Path=${contextPath === '' ? '/' : contextPath}; HttpOnly${secure ? '; Secure' : ''}`
  return {
    open: (userKey) => {
      const session = {
        id: randomBytes(16).toString('hex').toUpperCase(),
        xsrfToken: `${randomBytes(20).toString('hex')}_lin`,
        userKey,
      }
      sessions.set(session.id, session)
      return session
    },
    close: (id) => void sessions.delete(id),
    find: (id) => sessions.get(id),
    cookieOf: (session) => `${cookieName}=${session.id}; ${attributes}`,
    expiredCookie: `${cookieName}=; Max-Age=0; ${attributes}`,
  }
}
