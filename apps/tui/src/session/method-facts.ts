import type { SignInMethod, Site } from '@mmd/auth'

/** What a method of signing in is called and needs, for screens, commands and guides. */
export interface MethodFacts {
  /** As it is offered. */
  readonly title: string
  /** The same for a column. */
  readonly short: string
  /** What it takes, in a few words. */
  readonly detail: string
  /** The browser is sent to the site and comes back. */
  readonly usesBrowser: boolean
  /** An administrator registers the program once and hands out a client secret. */
  readonly usesClient: boolean
  /** Who logs in has to be known before: user name or e-mail address. */
  readonly login: 'none' | 'user name' | 'e-mail address'
}

export const methodFacts: Readonly<Record<SignInMethod, MethodFacts>> = {
  oauth2: {
    title: 'Company login in the browser (OAuth 2.0)',
    short: 'OAuth 2.0',
    detail: 'application link',
    usesBrowser: true,
    usesClient: true,
    login: 'none',
  },
  'oauth2-cloud': {
    title: 'Atlassian login in the browser (OAuth 2.0)',
    short: 'Atlassian login',
    detail: 'app of your company',
    usesBrowser: true,
    usesClient: true,
    login: 'none',
  },
  oauth1: {
    title: 'Company login in the browser (OAuth 1.0a)',
    short: 'OAuth 1.0a',
    detail: 'application link, RSA key',
    usesBrowser: true,
    usesClient: false,
    login: 'none',
  },
  pat: {
    title: 'Personal access token',
    short: 'token',
    detail: 'from your Jira profile',
    usesBrowser: false,
    usesClient: false,
    login: 'none',
  },
  'api-token': {
    title: 'E-mail address and API token',
    short: 'API token',
    detail: 'from your Atlassian account',
    usesBrowser: false,
    usesClient: false,
    login: 'e-mail address',
  },
  basic: {
    title: 'User name and password',
    short: 'password',
    detail: 'old servers; stored on this machine',
    usesBrowser: false,
    usesClient: false,
    login: 'user name',
  },
  'client-credentials': {
    title: 'Service account (client credentials)',
    short: 'service account',
    detail: 'for automation',
    usesBrowser: false,
    usesClient: true,
    login: 'none',
  },
}

/** Why a password is the last choice. */
export const passwordWarning =
  'A password opens everything of your account and is stored on this machine: prefer a token, which can be revoked by itself.'

/** One consent for everything that triage does in the cloud; boards and sprints have no classic scope. */
const cloudScope = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'read:servicedesk-request',
  'write:servicedesk-request',
  'read:board-scope:jira-software',
  'read:board-scope.admin:jira-software',
  'read:project:jira',
  'read:issue-details:jira',
  'read:jql:jira',
  'read:sprint:jira-software',
  'write:sprint:jira-software',
  'write:board-scope:jira-software',
  'write:issue:jira-software',
  'offline_access',
].join(' ')

/** The redirect URL that is proposed for registration. */
export const defaultRedirectUri: Readonly<Record<Site['deployment'], string>> = {
  datacenter: 'http://localhost:8734/oauth/redirect',
  cloud: 'http://127.0.0.1:8734/oauth/redirect',
}

/** The scope that is asked for unless another one is named. */
export const defaultScope: Readonly<Record<Site['deployment'], string>> = { datacenter: 'WRITE', cloud: cloudScope }

/** The consumer key that is proposed for an OAuth 1.0a link. */
export const defaultConsumerKey = 'mmd-tui'
