import type { SignInMethod } from '@mmd/auth'
import { methodFacts, passwordWarning } from '../../session/method-facts.ts'
import type { MenuItem } from '../../state/modal.ts'
import type { FoundSite } from './answers.ts'

const about: Readonly<Record<SignInMethod, string>> = {
  oauth2:
    'Your company’s own login in the browser; the sign-in renews itself. An administrator makes an application link once and gives you client ID and secret.',
  'oauth2-cloud':
    'Your Atlassian login in the browser; the sign-in renews itself. Your company makes an app once and gives you client ID and secret.',
  oauth1:
    'For servers before 8.22: your company’s login in the browser. We make a key, an administrator types its public half into an application link.',
  pat: 'A token from your Jira profile, which you can revoke there by itself. Paste one, or have it made with a login.',
  'api-token':
    'The e-mail address of your Atlassian account and an API token from its security page; no administrator is needed.',
  basic: passwordWarning,
  'client-credentials': 'For automation: a client that acts for itself, not for a person. An administrator makes it.',
}

const everyMethod = Object.keys(methodFacts) as readonly SignInMethod[]

const isCloudMethod = (method: SignInMethod): boolean => method === 'oauth2-cloud' || method === 'api-token'

const needs: Readonly<Partial<Record<SignInMethod, string>>> = {
  oauth2: '8.22',
  pat: '8.14',
  'client-credentials': '11',
}

/** Why a site does not take a method. */
const reasonAgainst = (method: SignInMethod, { deployment, version }: FoundSite): string => {
  if (deployment === 'cloud') return 'Jira Data Center only'
  if (isCloudMethod(method)) return 'Jira Cloud only'
  const least = needs[method]
  if (least === undefined) return 'not for this server'
  return `needs Jira ${least}${version === undefined ? '' : `, this is ${version}`}`
}

const remark = (method: SignInMethod, { oauth2Reachable, version }: FoundSite): string => {
  if (method === 'oauth2' && oauth2Reachable === false)
    return ' Its provider did not answer just now: it may be switched off.'
  const isNew = Number(version?.split('.')[0] ?? 0) >= 11
  return method === 'basic' && isNew ? ' Jira 11 refuses passwords unless an administrator allows them.' : ''
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** All ways of signing in: those that the site takes, best first, then the others with the reason. */
export const methodOffers = (found: FoundSite): readonly MenuItem[] => {
  const others = everyMethod.filter((method) => !found.methods.includes(method))
  return [...found.methods, ...others].map((method) => {
    const { title, short } = methodFacts[method]
    const item = { id: method, label: title, short: capital(short), about: `${about[method]}${remark(method, found)}` }
    return found.methods.includes(method) ? item : { ...item, disabled: reasonAgainst(method, found) }
  })
}

/** Where a personal access token may come from. */
export const tokenOffers = ({ methods }: FoundSite): readonly MenuItem[] => [
  {
    id: 'paste',
    label: 'Paste one that you have made in Jira',
    short: 'Paste one',
    about: 'In Jira: your profile → Personal Access Tokens → Create token. It is shown once.',
  },
  {
    id: 'password',
    label: 'Make one with my user name and password',
    short: 'Make one: password',
    about: 'The password is sent to the site, used to make the token, and not kept.',
    ...(methods.includes('basic') ? {} : { disabled: 'the site takes no passwords' }),
  },
  {
    id: 'login',
    label: 'Make one with the company login',
    short: 'Make one: company login',
    about:
      'Signs in through the application link once, and makes the token with that. Client ID and secret are needed.',
    ...(methods.includes('oauth2') ? {} : { disabled: 'the site has no OAuth 2.0' }),
  },
]
