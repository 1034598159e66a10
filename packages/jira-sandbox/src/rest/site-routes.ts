import type { Exchange, Route } from '../exchange.ts'
import { issueTypes, linkTypes, priorities, resolutions, statusCategories, statuses } from '../world/catalogue.ts'
import { customFields } from '../world/custom-fields.ts'
import { fields } from '../world/fields.ts'
import { categoryJson, issueTypeJson, priorityJson, resolutionJson, statusJson } from './catalogue-json.ts'
import { flag } from './input.ts'
import { isSince } from './is-since.ts'
import { get, loggedIn, ok, Refusal } from './refusal.ts'
import type { Feature } from './switches.ts'
import { profileJson } from './user-json.ts'
import { formatTime } from './view.ts'

const one = <T extends { readonly id: string | number }>(
  rows: readonly T[],
  id: string,
  what: string,
  byName: (row: T) => string,
): T => {
  const found = rows.find((row) => String(row.id) === id || byName(row).toLowerCase() === id.toLowerCase())
  if (found === undefined) throw new Refusal(404, `The ${what} with id '${id}' does not exist`)
  return found
}

/** How long ago everybody was here before. */
const lastLoginMs = 3_600_000

const usualRelease = { version: '10.3.24', buildNumber: 10_030_024 }

/** What a site before 10.0 says of its own health to somebody who asks. */
const health = (exchange: Exchange, version: string): object =>
  isSince(version, 10) || flag(exchange, 'doHealthCheck') !== true
    ? {}
    : { healthChecks: [{ name: 'Database', description: 'The database can be reached.', passed: true }] }

const serverInfo = get('/serverInfo', (exchange) => {
  const { baseUrl, now, release: { version, buildNumber } = usualRelease } = exchange
  return ok({
    baseUrl,
    version,
    versionNumbers: version.split('.').map(Number),
    deploymentType: 'Server',
    buildNumber,
    buildDate: '2026-08-04T00:00:00.000+0000',
    databaseBuildNumber: buildNumber,
    serverTime: formatTime(now),
    scmInfo: '5ad0b0c0ffee5ad0b0c0ffee5ad0b0c0ffee5ad0',
    serverTitle: 'ACME Jira',
    ...health(exchange, version),
  })
})

const myself = get('/myself', (exchange) => {
  const user = loggedIn(exchange)
  const groups = [...exchange.world.groups].filter(([, keys]) => keys.has(user.key)).map(([name]) => name)
  const expand = new Set((exchange.query.get('expand') ?? '').split(','))
  const group = (name: string): unknown => ({
    name,
    self: `${exchange.baseUrl}/rest/api/2/group?groupname=${encodeURIComponent(name)}`,
  })
  const { release } = exchange
  return ok({
    ...profileJson(exchange, user),
    // Without milliseconds, unlike every other time.
    ...(release !== undefined &&
      isSince(release.version, 10, 3) && {
        lastLoginTime: formatTime(exchange.now - lastLoginMs).replace(/\.\d+/u, ''),
      }),
    groups: { size: groups.length, items: expand.has('groups') ? groups.map(group) : [] },
    applicationRoles: {
      size: 1,
      items: expand.has('applicationRoles') ? [{ key: 'jira-software', name: 'Jira Software' }] : [],
    },
    expand: 'groups,applicationRoles',
  })
})

const configuration = get('/configuration', (exchange) => {
  loggedIn(exchange)
  const isOn = (feature: Feature): boolean => exchange.release?.rest?.off?.includes(feature) !== true
  return ok({
    votingEnabled: isOn('voting'),
    watchingEnabled: isOn('watching'),
    unassignedIssuesAllowed: true,
    subTasksEnabled: isOn('subTasks'),
    issueLinkingEnabled: isOn('linking'),
    timeTrackingEnabled: isOn('timeTracking'),
    attachmentsEnabled: isOn('attachments'),
    timeTrackingConfiguration: {
      workingHoursPerDay: 8,
      workingDaysPerWeek: 5,
      timeFormat: 'pretty',
      defaultUnit: 'minute',
    },
  })
})

const linkTypeJson =
  (baseUrl: string) =>
  (type: (typeof linkTypes)[number]): unknown => ({
    ...type,
    self: `${baseUrl}/rest/api/2/issueLinkType/${type.id}`,
  })

const option = get('/customFieldOption/:id', ({ params, baseUrl }) => {
  const options = customFields.flatMap((field) =>
    (field.options ?? []).flatMap((entry) => [entry, ...(entry.children ?? [])]),
  )
  const { id, value } = one(options, params.id ?? '', 'option', ({ id }) => id)
  return ok({ self: `${baseUrl}/rest/api/2/customFieldOption/${id}`, value })
})

/** What the whole site has: version, caller, fields and catalogues. */
export const siteRoutes: readonly Route[] = [
  serverInfo,
  myself,
  configuration,
  option,
  get('/field', () => ok(fields)),
  get('/status', (exchange) => ok(statuses.map((status) => statusJson(exchange, status)))),
  get('/status/:id', (exchange) =>
    ok(
      statusJson(
        exchange,
        one(statuses, exchange.params.id ?? '', 'status', ({ name }) => name),
      ),
    ),
  ),
  get('/statuscategory', (exchange) => ok(statusCategories.map((category) => categoryJson(exchange, category)))),
  get('/priority', (exchange) => ok(priorities.map((priority) => priorityJson(exchange, priority)))),
  get('/priority/:id', (exchange) =>
    ok(
      priorityJson(
        exchange,
        one(priorities, exchange.params.id ?? '', 'priority', ({ id }) => id),
      ),
    ),
  ),
  get('/resolution', (exchange) => ok(resolutions.map((resolution) => resolutionJson(exchange, resolution)))),
  get('/issuetype', (exchange) => {
    const all = exchange.release?.rest?.off?.includes('subTasks') !== true
    return ok(issueTypes.filter(({ subtask }) => all || !subtask).map((type) => issueTypeJson(exchange, type)))
  }),
  get('/issuetype/:id', (exchange) =>
    ok(
      issueTypeJson(
        exchange,
        one(issueTypes, exchange.params.id ?? '', 'issue type', ({ id }) => id),
      ),
    ),
  ),
  get('/issueLinkType', ({ baseUrl }) => ok({ issueLinkTypes: linkTypes.map(linkTypeJson(baseUrl)) })),
]
