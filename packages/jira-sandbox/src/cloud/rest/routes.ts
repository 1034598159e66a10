import type { Answer, Exchange, Route } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import { pickerRoute } from '../../rest/picker-routes.ts'
import { propertyRoutes } from '../../rest/property-routes.ts'
import { get, ok } from '../../rest/refusal.ts'
import { remoteLinkRoutes } from '../../rest/remote-link-routes.ts'
import { restRoutes } from '../../rest/routes.ts'
import { formatTime } from '../../rest/view.ts'
import { operationScopes } from '../api/operation-scopes.ts'
import { bulkRoutes } from '../bulk/routes.ts'
import { keepTexts } from '../text/request-texts.ts'
import { webhookRoutes } from '../webhooks/webhook-routes.ts'
import { cloudAttachmentRoutes } from './attachment-routes.ts'
import { audienceRoutes } from './audience-routes.ts'
import { bulkFetchRoute } from './bulk-fetch.ts'
import { changelogRoutes } from './changelog-routes.ts'
import type { ApiVersion, CloudApi } from './cloud-api.ts'
import { commentPropertyRoutes } from './comment-property-routes.ts'
import { cloudCommentRoutes } from './comment-routes.ts'
import { createIssue } from './create-issue.ts'
import { fieldContextRoutes } from './field-context-routes.ts'
import { cloudFieldRoutes } from './field-routes.ts'
import { cloudFilterRoutes } from './filter-routes.ts'
import { batchRoute, type CreateOne, cloudIssueRoutes } from './issue-routes.ts'
import { jqlRewriteRoutes } from './jql-rewrite-routes.ts'
import { cloudJqlRoutes } from './jql-routes.ts'
import { cloudLinkRoutes } from './link-routes.ts'
import { cloudMetaRoutes } from './meta-routes.ts'
import { cloudPeopleRoutes } from './people-routes.ts'
import { permissionRoutes } from './permission-routes.ts'
import { cloudProjectRoutes } from './project-routes.ts'
import { toDataCenterRequest, withNames } from './requests.ts'
import { schemeRoutes } from './scheme-routes.ts'
import { cloudSearchRoutes, type SearchRules } from './search.ts'
import { cloudStatusRoutes } from './status-routes.ts'
import { cloudTransitionRoutes } from './transition-routes.ts'
import { plainBody, shaped, versioned } from './versioned.ts'
import { worklogFeeds } from './worklog-feeds.ts'
import { cloudWorklogRoutes } from './worklog-routes.ts'

const serverInfo = get('/serverInfo', ({ baseUrl, now }) =>
  ok({
    baseUrl,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_291,
    buildDate: '2026-11-18T00:00:00.000+0000',
    serverTime: formatTime(now),
    scmInfo: '5ad0b0c0ffee5ad0b0c0ffee5ad0b0c0ffee5ad0',
    serverTitle: 'ACME Jira',
    defaultLocale: { locale: 'en_US' },
  }),
)

const prefix = '/rest/api/2'

/** The name of an operation in the table of scopes. */
const operationOf = ({ method, path }: Route): string => `${method} ${path}`

// "Mira Lindqvist - mira@acme.example (mira)" is what Data Center shows of a person.
const withoutMail = (answer: Answer): Answer => {
  if (!isObject(answer.json) || !Array.isArray(answer.json.results)) return answer
  const results = answer.json.results.map(({ value, displayName }: { value: string; displayName: string }) => ({
    value,
    displayName: displayName.replace(/ - .*\)$/u, ''),
  }))
  return { ...answer, json: { results } }
}

/** A handler that knows people by the names of Data Center. */
const withPeople = (route: Route): Route => ({
  ...route,
  handle: async (exchange: Exchange) => {
    const answer = await route.handle(toDataCenterRequest(exchange))
    return route.path.endsWith('/suggestions') ? withoutMail(answer) : answer
  },
})

const batch = (api: CloudApi, version: ApiVersion): Route => {
  const createOne: CreateOne = (element, exchange) => {
    const { body, texts } = plainBody(api, version, '/issue', element)
    const made = createIssue(withNames(body), exchange)
    keepTexts(api.texts, made.issue, texts)
    return made
  }
  return batchRoute(createOne)
}

const searchRules = ({ switches, index }: CloudApi): SearchRules => ({
  pageCap: switches.searchPageCap,
  index,
  repeatsToken: switches.repeatsPageToken,
  tellsLast: switches.isLast === 'told',
})

const routesOf = (api: CloudApi, version: ApiVersion): readonly Route[] => {
  // These read what they are sent in the words of Cloud.
  const bare = [
    serverInfo,
    batch(api, version),
    bulkFetchRoute(api),
    ...cloudSearchRoutes(searchRules(api)),
    ...changelogRoutes(api),
    ...cloudAttachmentRoutes(api),
    ...cloudMetaRoutes,
    ...propertyRoutes,
    ...commentPropertyRoutes,
    ...remoteLinkRoutes,
    ...cloudPeopleRoutes(api),
    ...permissionRoutes,
    ...audienceRoutes,
    ...cloudProjectRoutes,
    ...cloudFieldRoutes,
    ...cloudFilterRoutes,
    ...cloudJqlRoutes,
    ...jqlRewriteRoutes,
    ...cloudStatusRoutes,
    ...schemeRoutes,
    ...fieldContextRoutes,
    pickerRoute,
    ...worklogFeeds(api),
    ...bulkRoutes(api),
    ...webhookRoutes(api),
  ]
  const ofPeopleAndTexts = [
    ...cloudIssueRoutes,
    ...cloudCommentRoutes(api),
    ...cloudTransitionRoutes,
    ...cloudWorklogRoutes(api),
    ...cloudLinkRoutes(api),
  ]
  const own = [
    ...bare.map((route) => shaped(api, version, route)),
    ...ofPeopleAndTexts.map((route) => versioned(api, version, withPeople(route))),
  ]
  const replaced = new Set(own.map(operationOf))
  const adopted = restRoutes
    .filter((route) => route.path.startsWith(`${prefix}/`))
    .map((route) => ({ ...route, path: route.path.slice(prefix.length) }))
    .filter((route) => !replaced.has(operationOf(route)))
    .map((route) => versioned(api, version, withPeople(route)))
  return [...own, ...adopted]
    .filter((route) => operationScopes[operationOf(route)] !== undefined)
    .map((route) => ({ ...route, path: `/rest/api/${version}${route.path}` }))
}

/** What the sandbox serves of the Jira platform's REST API, in both its versions. */
export const cloudRestRoutes = (api: CloudApi): readonly Route[] => [...routesOf(api, 2), ...routesOf(api, 3)]
