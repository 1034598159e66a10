import type { ConsentResult } from '../approve-consent.ts'
import { SandboxError } from '../errors.ts'
import { findForm, type HtmlForm } from '../robot/html-form.ts'
import { createRobot, type RobotPage } from '../robot/robot.ts'

/** What the person in front of the browser does. */
export interface CloudConsentDecision {
  readonly email: string
  readonly password: string
  /** Default `allow`. */
  readonly decision?: 'allow' | 'deny'
  /** The site to pick where there is a choice, by its cloud id or its address; default the first. */
  readonly site?: string
}

const longestWalk = 20

const pick = (html: string, wanted: string | undefined): string | undefined => {
  const options = [...html.matchAll(/<option value="([^"]*)">[^<]*\(([^<]*)\)<\/option>/gu)]
  const chosen = options.find(([, id, url]) => wanted === undefined || wanted === id || wanted === url)
  return chosen?.[1]
}

const filled = (page: RobotPage, form: HtmlForm, person: CloudConsentDecision): HtmlForm => {
  const site = (person.decision ?? 'allow') === 'allow' ? pick(page.html, person.site) : undefined
  return site === undefined ? form : { ...form, fields: { ...form.fields, site } }
}

const nextForm = (page: RobotPage, person: CloudConsentDecision, loggedIn: boolean): HtmlForm | undefined => {
  const login = findForm(page.html, 'login-submit')
  if (login === undefined) {
    const form = findForm(page.html, person.decision ?? 'allow')
    return form === undefined ? undefined : filled(page, form, person)
  }
  // A second login page means that the first try was refused: a person would stop here too.
  if (loggedIn) return undefined
  return { ...login, fields: { ...login.fields, email: person.email, password: person.password } }
}

/**
 * Does what a person would do in a browser with an authorize URL of the cloud: log in, pick a site where there is a
 * choice, press Accept or Cancel, follow the redirect to the client. It knows the cloud by its HTTP faces alone. Throws
 * `SandboxError` `consent-stuck` when the pages never end.
 */
export const approveCloudConsent = async (
  authorizeUrl: string,
  person: CloudConsentDecision,
): Promise<ConsentResult> => {
  const robot = createRobot()
  const { port } = new URL(authorizeUrl)
  let page = await robot.open(authorizeUrl)
  let loggedIn = false
  for (let step = 0; step < longestWalk; step += 1) {
    if (page.location === undefined) {
      const form = new URL(page.url).port === port ? nextForm(page, person, loggedIn) : undefined
      if (form === undefined) return { finalUrl: page.url, status: page.status }
      loggedIn = true
      page = await robot.submit(page.url, form)
    } else page = await robot.open(page.location, page.referer)
  }
  throw new SandboxError('consent-stuck', 'The pages lead in circles')
}
