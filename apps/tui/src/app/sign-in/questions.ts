import type { SignInQuestion, Site } from '@mmd/auth'
import type { SignInAsked } from '../../state/modal.ts'

/** What is asked in the dialog itself; which cloud site is meant is chosen from a list. */
export type TypedQuestion = Exclude<SignInQuestion, { readonly kind: 'cloud-site' }>

type Words = Omit<SignInAsked, 'buffer'>

const secret = { hides: 'all', placeholder: '' } as const

const redirectUriOf = ({ oauth2, oauth1 }: Site): string => oauth2?.redirectUri ?? oauth1?.callback ?? ''

/** Why there is no time to lose. */
export const tenSeconds =
  'Be quick: the code in it may live for ten seconds only. After Allow copy the whole address at once and paste it here, also when the browser says that it cannot open the page.'

/** The words around one question of a sign-in. */
export const questionWords = (question: TypedQuestion, site: Site): Words => {
  switch (question.kind) {
    case 'redirect':
      return {
        label: 'Address from the browser',
        help: [],
        placeholder: `${redirectUriOf(site)}?…`,
        hides: 'query',
      }
    case 'verifier':
      return {
        label: 'Code that the site shows after Allow',
        help: ['Type or paste it as it stands there.'],
        placeholder: '',
        hides: 'nothing',
      }
    case 'client-secret':
      return {
        ...secret,
        label: `Client secret of ${site.name}`,
        help: [
          'It is not stored on this machine. Whoever made the link or app has it; it is kept where secrets are kept.',
        ],
      }
    case 'token':
      return {
        ...secret,
        label: `Personal access token for ${site.name}`,
        help: [
          'Made in Jira under your profile → Personal Access Tokens. It is shown there once: copy it, paste it here.',
        ],
      }
    case 'api-token':
      return {
        ...secret,
        label: `API token of ${question.login}`,
        help: [
          'Made in your Atlassian account under Security → API tokens. Scoped ones work too; all of them end after a year.',
        ],
      }
    case 'password':
      return {
        ...secret,
        label: `Password of ${question.login}`,
        help: ['Sent once with each try. After a few wrong ones Jira wants a CAPTCHA answered in the browser.'],
      }
  }
}

/** The page where the person gets what is asked; undefined where there is none. */
export const pageFor = ({ method, baseUrl }: Site): { readonly url: string; readonly label: string } | undefined => {
  switch (method) {
    case 'pat':
      return { url: `${baseUrl}/secure/ViewPersonalAccessTokens.jspa`, label: 'open your tokens' }
    case 'api-token':
      return {
        url: 'https://id.atlassian.com/manage-profile/security/api-tokens',
        label: 'open your tokens',
      }
    case 'basic':
      return { url: `${baseUrl}/login.jsp`, label: 'open the login page' }
    case 'oauth2':
    case 'oauth2-cloud':
    case 'oauth1':
    case 'client-credentials':
      return undefined
  }
}
