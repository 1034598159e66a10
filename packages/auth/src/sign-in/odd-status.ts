import { cleanServerText } from '../clean.ts'
import { AuthError } from '../errors.ts'

/** Throws for answers that come from a proxy, a log-in page or a server in trouble: `bad-answer`, `network`. */
export const refuseOddStatus = (response: Response, host: string): void => {
  const { status } = response
  if (status >= 300 && status < 400) {
    const target = response.headers.get('location') ?? ''
    const to = URL.canParse(target) ? ` to ${cleanServerText(new URL(target).host)}` : ''
    throw new AuthError(
      'bad-answer',
      `${host} answered with a redirect${to}; the base URL may be wrong`,
      String(status),
    )
  }
  if (status >= 500 || status === 429) {
    throw new AuthError('network', `${host} cannot serve the request now`, `HTTP ${status}`)
  }
}
