import { SandboxError } from './errors.ts'
import { findForm, type HtmlForm, textOf } from './robot/html-form.ts'
import { createRobot, type RobotPage, type RobotTls } from './robot/robot.ts'

/** What the person in front of the browser does. */
export interface ConsentDecision {
  readonly username: string
  readonly password: string
  /** Default `allow`. */
  readonly decision?: 'allow' | 'deny'
  /** The browser's certificates, for a site with an authority of its own. */
  readonly tls?: RobotTls
}

/** Where the browser ended. */
export interface ConsentResult {
  /** Usually the redirect URI with its query. */
  readonly finalUrl: string
  /** The status that the page there gave; 0: nobody listens there, as a browser on another machine would find. */
  readonly status: number
  /** The verifier that the last page shows (OAuth 1.0a without a callback). */
  readonly verifier?: string
}

const longestWalk = 20

const resultOf = ({ url: finalUrl, status, html }: RobotPage): ConsentResult => {
  const verifier = textOf(html, 'oauth-verifier')
  return { finalUrl, status, ...(verifier === undefined ? {} : { verifier }) }
}

const nextForm = (page: RobotPage, person: ConsentDecision, loggedIn: boolean): HtmlForm | undefined => {
  const login = findForm(page.html, 'login-form-submit')
  if (login === undefined) return findForm(page.html, person.decision ?? 'allow')
  // A second login page means that the first try was refused: a person would stop here too.
  if (loggedIn) return undefined
  const fields = { ...login.fields, os_username: person.username, os_password: person.password }
  return { ...login, fields }
}

/**
 * Does what a person would do in a browser with an authorize URL: log in, press Allow or Deny, follow the redirect to the
 * client. It knows the site by its HTTP faces alone. Throws `SandboxError` `consent-stuck` when the pages never end.
 */
export const approveConsent = async (authorizeUrl: string, person: ConsentDecision): Promise<ConsentResult> => {
  const robot = createRobot(person.tls)
  // The port and not the host: the site may send the browser on to its own name for this machine.
  const { port } = new URL(authorizeUrl)
  let page = await robot.open(authorizeUrl)
  let loggedIn = false
  for (let step = 0; step < longestWalk; step += 1) {
    const next = page.location
    if (next === undefined) {
      const form = new URL(page.url).port === port ? nextForm(page, person, loggedIn) : undefined
      if (form === undefined) return resultOf(page)
      loggedIn = true
      page = await robot.submit(page.url, form)
    } else page = await robot.open(next, page.referer)
  }
  throw new SandboxError('consent-stuck', 'The pages lead in circles')
}
