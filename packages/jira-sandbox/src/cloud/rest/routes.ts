import type { Answer, Exchange, Route } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import { get, ok } from '../../rest/refusal.ts'
import { restRoutes } from '../../rest/routes.ts'
import { formatTime } from '../../rest/view.ts'
import { operationScopes } from '../api/operation-scopes.ts'
import { toDataCenterRequest } from './requests.ts'
import { cloudSearchRoutes } from './search.ts'

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
const operationOf = ({ method, path }: Route): string => `${method} ${path.slice(prefix.length)}`

// "Mira Lindqvist - mira@acme.example (mira)" is what Data Center shows of a person.
const withoutMail = (answer: Answer): Answer => {
  if (!isObject(answer.json) || !Array.isArray(answer.json.results)) return answer
  const results = answer.json.results.map(({ value, displayName }: { value: string; displayName: string }) => ({
    value,
    displayName: displayName.replace(/ - .*\)$/u, ''),
  }))
  return { ...answer, json: { results } }
}

const adopted = (route: Route): Route => ({
  ...route,
  handle: async (exchange: Exchange) => {
    const answer = await route.handle(toDataCenterRequest(exchange))
    return route.path.endsWith('/suggestions') ? withoutMail(answer) : answer
  },
})

const routesOf = (version: 2 | 3, pageCap: number): readonly Route[] => {
  const own = [serverInfo, ...cloudSearchRoutes({ version, pageCap })].map((route) => ({
    ...route,
    path: `${prefix}${route.path}`,
  }))
  const replaced = new Set(own.map(operationOf))
  const old = restRoutes.filter((route) => route.path.startsWith(`${prefix}/`) && !replaced.has(operationOf(route)))
  return [...own, ...old.map(adopted)]
    .filter((route) => {
      const needed = operationScopes[operationOf(route)]
      return needed !== undefined && (version === 2 || needed.wikiOnly !== true)
    })
    .map((route) => ({ ...route, path: route.path.replace(prefix, `/rest/api/${version}`) }))
}

/** What the sandbox serves of the Jira platform's REST API, in both its versions. */
export const cloudRestRoutes = (pageCap: number): readonly Route[] => [...routesOf(2, pageCap), ...routesOf(3, pageCap)]
