import type { Answer, Exchange, Route } from '../exchange.ts'
import { seenIssue } from '../rest/find.ts'
import { wholeNumber } from '../rest/input.ts'
import { get, ok, Refusal } from '../rest/refusal.ts'
import { buildServer, type Development, developmentOf } from '../world/development.ts'
import { isMember, mayIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import { dataTypes, detailJson } from './detail-json.ts'
import { type DevelopmentForm, linkProblems, typeOf } from './host-json.ts'
import { summaryJson } from './summary-json.ts'
import { type DevelopmentSwitches, usualDevelopment } from './switches.ts'

const mayLook = (
  { world, user }: Exchange,
  { projectKey }: SandboxIssue,
  { audience }: DevelopmentSwitches,
): boolean => {
  if (!mayIn(world, user, projectKey, 'VIEW_DEV_TOOLS')) return false
  return audience === 'everybody' || isMember(world, world.findProject(projectKey)?.team ?? '', user)
}

// Only the number of an issue will do, its key is no number.
const askedIssue = (exchange: Exchange, switches: DevelopmentSwitches): SandboxIssue => {
  const id = wholeNumber(exchange, 'issueId', -1)
  if (id === -1) throw new Refusal(400, 'The issueId must be given.')
  const issue = seenIssue(exchange, String(id))
  if (mayLook(exchange, issue, switches)) return issue
  throw new Refusal(403, 'You do not have permission to view development information in this project.')
}

/** Where the development of an issue is known from. */
export type DevelopmentSource = (issue: SandboxIssue) => Development

const detail = (
  exchange: Exchange,
  form: DevelopmentForm,
  switches: DevelopmentSwitches,
  source: DevelopmentSource,
): Answer => {
  const issue = askedIssue(exchange, switches)
  const { query } = exchange
  const [wanted, name] = [query.get('applicationType') ?? '', query.get('dataType') ?? '']
  const type = dataTypes.find((known) => known === name)
  if (type === undefined || wanted === '') throw new Refusal(400, 'An applicationType and a known dataType are needed.')
  const development = source(issue)
  const types = [buildServer, ...development.works.map(({ host }) => host)].map((host) => typeOf(host, form))
  const isMisspelt = !types.includes(wanted) && types.some((one) => one.toLowerCase() === wanted.toLowerCase())
  if (isMisspelt && switches.wrongCase === 'error') throw new Refusal(500, `Unknown application type ${wanted}`)
  const asksBuilds = wanted === typeOf(buildServer, form) && (type === 'build' || type === 'deployment-environment')
  const { errors, configErrors } = linkProblems(switches, form)
  if (asksBuilds && errors.length + configErrors.length > 0) return ok({ errors, configErrors, detail: [] })
  const isAsked = (host: Parameters<typeof typeOf>[0]): boolean => typeOf(host, form) === wanted
  return ok({ errors: [], detail: detailJson(exchange, form, development, type, isAsked) })
}

/** The private resources behind the development panel; none at all where the plugin is not installed. */
export const devStatusRoutes = (
  form: DevelopmentForm,
  chosen: Partial<DevelopmentSwitches> = {},
  source: DevelopmentSource = developmentOf,
): readonly Route[] => {
  const switches: DevelopmentSwitches = { ...usualDevelopment, ...chosen }
  if (!switches.installed) return []
  return ['1.0', 'latest'].flatMap((version) => [
    get(`/rest/dev-status/${version}/issue/summary`, (exchange) =>
      ok(summaryJson(source(askedIssue(exchange, switches)), form, switches)),
    ),
    get(`/rest/dev-status/${version}/issue/detail`, (exchange) => detail(exchange, form, switches, source)),
  ])
}
