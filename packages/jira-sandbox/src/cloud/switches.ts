import type { AgileSwitches } from '../agile/switches.ts'
import type { DevelopmentSwitches } from '../dev-status/switches.ts'
import type { BurstRates } from './rate/burst.ts'

/** What is not known of Jira Cloud, or differs by source: each is a choice, none is a rule. */
export interface CloudSwitches {
  /** How the authorize endpoint tells a known app of a bad request, such as a scope it never registered. */
  readonly authorizeErrors: 'redirect' | 'page'
  /** The `error_description` of a denial; empty for none. */
  readonly denialText: string
  /** Whether apps may register `http://127.0.0.1:PORT/`, as those seen in the field do, besides `localhost`. */
  readonly allowLoopbackLiteral: boolean
  /** Whether a code that was asked for with a challenge is given out only for its verifier. */
  readonly pkce: 'enforced' | 'ignored'
  readonly wrongSecretError: 'access_denied' | 'invalid_client'
  /** How a refresh token that is worth nothing any more is refused; always with 403. */
  readonly deadRefreshError: 'unauthorized-client' | 'invalid-grant' | 'revoked'
  /** How long a refresh token that was just used may be used again; the documentation says 600, clients found 0. */
  readonly refreshLeewaySeconds: number
  /** True: a refresh answers without a refresh token, and the old one stays good. */
  readonly omitNewRefreshToken: boolean
  /** True: a new consent ends what the same person had allowed the same app before. */
  readonly newGrantEndsOld: boolean
  /** What `/oauth/revoke` does for an app. */
  readonly revocation: 'works' | 'refused'
  /** Access tokens are at least this long, in characters. */
  readonly accessTokenLength: number
  /** Whether `accessible-resources` lists every scope of the token or the classic ones alone. */
  readonly resourceScopes: 'all' | 'classic'
  /** True: API tokens with granular scopes are refused every POST at the gateway, as was reported. */
  readonly granularPostDefect: boolean
  /** How the API token of a service account may be sent. */
  readonly serviceTokenForm: 'bearer' | 'basic' | 'either'
  /** The 403 of an account that is switched off or has no access to the site. */
  readonly noAccessBody: 'jira' | 'empty'
  /** The 401 of the site itself. */
  readonly siteUnauthorizedBody: 'text' | 'json'
  /** Wrong API tokens in a row until only a login in the browser helps; 0: never. */
  readonly failuresUntilCaptcha: number
  /** Whose mail address an answer shows. */
  readonly emails: 'own' | 'all' | 'none'
  /** The largest page of a search with real fields; larger wishes are cut without a word. */
  readonly searchPageCap: number
  /** Whether attributes of documents that no schema knows are an error or are dropped in silence. */
  readonly unknownAdfAttributes: 'rejected' | 'repaired'
  /** True: documents come back as the editor stores them, marks in its order and panel colours in capitals. */
  readonly editorOrder: boolean
  /** What the limit of 32,767 characters counts of a document. */
  readonly textLimitCounts: 'text' | 'json'
  /** Whether `self` links of version 3 name it, or version 2 as they were seen to. */
  readonly selfLinks: 'own-version' | 'version-2'
  /** Whether the changes of a bulk changelog tell their time as epoch milliseconds or as a date. */
  readonly bulkChangelogTime: 'epoch' | 'date-time'
  /** How many comments an issue takes before a further one is a 413. */
  readonly mostComments: number
  readonly mostWorklogs: number
  /** The largest file that may be attached, in bytes. */
  readonly uploadLimit: number
  /** True: content that is not fetched from the media service arrives damaged unless it is a text. */
  readonly damagesStreams: boolean
  /** How long a change takes until a search knows of it, in milliseconds. */
  readonly indexLagMs: number
  /** True: the second page of a search has the token of the first again, as was seen when data moves between pages. */
  readonly repeatsPageToken: boolean
  /** Whether a page of assignable people is cut out of all people first, so that it may be short, or out of those that fit. */
  readonly assignableScan: 'window' | 'all'
  /** Which issue gets the comment of a new link: the documentation says one, a live note the other. */
  readonly linkCommentGoesTo: 'outward' | 'inward'
  /** How long a bulk operation takes, in milliseconds. */
  readonly bulkTaskMs: number
  /** Above 0: a bulk operation is complete after so many polls instead. */
  readonly bulkTaskPolls: number
  /** How bulk operations end; one that is not complete has done half of its work. */
  readonly bulkTaskEnd: 'COMPLETE' | 'FAILED' | 'CANCELLED' | 'DEAD'
  /** Whether a bulk operation tells its times as epoch milliseconds, as was seen, or as dates, as is described. */
  readonly bulkTaskTime: 'epoch' | 'date-time'
  /** How many issues are fetched at once: 100, or as newer documentation says, 1000. */
  readonly bulkFetchLimit: number
  /** The largest page of worklogs; smaller ones than the documented 5000 were seen. */
  readonly worklogPageCap: number
  /** How a sixth bulk operation at once is refused. */
  readonly bulkLimitStatus: 400 | 429
  /** Points an hour of an OAuth 2.0 (3LO) app, of which the first tier has 65,000; 0: no quota. */
  readonly pointsPerHour: number
  /** Whether an app has its points over all sites or on each. */
  readonly pointsScope: 'global' | 'tenant'
  /** Requests a second of each endpoint and method; `real`: those that were published. */
  readonly burst: 'off' | 'real' | BurstRates
  /** True: one issue takes 20 writes in two seconds and 100 in thirty. */
  readonly issueWriteLimit: boolean
  /** How a 429 tells when to come back; `zero`: it says at once, and means nothing by it. */
  readonly retryAfter: 'seconds' | 'http-date' | 'zero' | 'none'
  /** The body of a 429. */
  readonly rateLimitBody: 'empty' | 'text' | 'json' | 'html'
  /** True: the headers of the time before the quota was enforced are there as well. */
  readonly betaRateHeaders: boolean
  /** True: a DELETE without a `Content-Type` is refused with 415, as was seen. */
  readonly deleteNeedsContentType: boolean
  /** Whether a page of a search tells that it is the last; the token tells it all the same. */
  readonly isLast: 'told' | 'absent'
  /** True: what a search has come to know of a change it forgets again for a moment. */
  readonly indexFlickers: boolean
  readonly twoLeggedAudience: 'optional' | 'required'
  readonly twoLeggedLifetimeSeconds: number
  /** Off: nobody has a licence of an agent, and all of the service desk but its version is a 403. */
  readonly deskLicence: boolean
  /** What is otherwise than usual with boards and sprints. */
  readonly agile: Partial<AgileSwitches>
  /** What is otherwise than usual with the resources of development. */
  readonly development: Partial<DevelopmentSwitches>
  /** Names of the headers that carry the id of a request. */
  readonly traceHeaders: readonly string[]
}

/** What the switches are when nothing is said. */
export const defaultSwitches: CloudSwitches = {
  authorizeErrors: 'redirect',
  denialText: 'The user did not allow it.',
  allowLoopbackLiteral: true,
  pkce: 'enforced',
  wrongSecretError: 'access_denied',
  deadRefreshError: 'unauthorized-client',
  refreshLeewaySeconds: 0,
  omitNewRefreshToken: false,
  newGrantEndsOld: false,
  revocation: 'works',
  accessTokenLength: 2500,
  resourceScopes: 'all',
  granularPostDefect: false,
  serviceTokenForm: 'either',
  noAccessBody: 'jira',
  siteUnauthorizedBody: 'text',
  failuresUntilCaptcha: 5,
  emails: 'own',
  searchPageCap: 100,
  unknownAdfAttributes: 'rejected',
  editorOrder: false,
  textLimitCounts: 'text',
  selfLinks: 'own-version',
  bulkChangelogTime: 'epoch',
  mostComments: 5000,
  mostWorklogs: 10_000,
  uploadLimit: 10 * 1024 * 1024,
  damagesStreams: false,
  indexLagMs: 0,
  repeatsPageToken: false,
  assignableScan: 'window',
  linkCommentGoesTo: 'outward',
  bulkTaskMs: 2000,
  bulkTaskPolls: 0,
  bulkTaskEnd: 'COMPLETE',
  bulkTaskTime: 'epoch',
  bulkFetchLimit: 100,
  worklogPageCap: 5000,
  bulkLimitStatus: 429,
  pointsPerHour: 0,
  pointsScope: 'global',
  burst: 'off',
  issueWriteLimit: false,
  retryAfter: 'seconds',
  rateLimitBody: 'empty',
  betaRateHeaders: false,
  deleteNeedsContentType: false,
  isLast: 'told',
  indexFlickers: false,
  twoLeggedAudience: 'optional',
  twoLeggedLifetimeSeconds: 900,
  deskLicence: true,
  agile: {},
  development: {},
  traceHeaders: ['X-AREQUESTID', 'Atl-Traceid'],
}
