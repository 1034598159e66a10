import type { Answer, Exchange, Route } from '../exchange.ts'
import { maySee } from '../rest/find.ts'
import { isObject, wholeNumber } from '../rest/input.ts'
import { get, loggedIn, Refusal, write } from '../rest/refusal.ts'
import { isMember } from '../world/permissions.ts'
import { requestTypeOf, serviceDesk } from '../world/service-desk.ts'
import type { SandboxIssue, SandboxUser } from '../world/world.ts'

const root = '/rest/servicedeskapi'

/** How a site's Service Management behaves. */
export interface DeskForm {
  readonly isCloud: boolean
  /** True: young resources answer only those who say that they want an experiment. UNCONFIRMED for which ones. */
  readonly experimental: boolean
  /** False: nobody has a licence of an agent, and all but the version is shut. */
  readonly licensed: boolean
}

/** An error in the words of Service Management. */
export const deskError = (status: number, message: string): Answer => ({
  status,
  json: { errorMessage: message, i18nErrorMessage: { i18nKey: 'sd.refusal', parameters: [] } },
})

const messageOf = ({ json }: Answer): string => {
  if (!isObject(json)) return ''
  const texts = [json.errorMessages, Object.values(isObject(json.errors) ? json.errors : {})]
  return texts.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])).join(' ')
}

const inWordsOfDesk = (route: Route): Route => ({
  ...route,
  path: `${root}${route.path}`,
  handle: async (exchange) => {
    const answer = await route.handle(exchange)
    return answer.status < 400 || answer.json === undefined || (isObject(answer.json) && 'errorMessage' in answer.json)
      ? answer
      : { ...answer, ...deskError(answer.status, messageOf(answer)) }
  },
})

type Handle = (exchange: Exchange) => Answer

/** A resource that reads. Nobody reads anything without an account. */
export const deskGet = (path: string, handle: Handle): Route =>
  inWordsOfDesk(
    get(path, (exchange) => {
      loggedIn(exchange)
      return handle(exchange)
    }),
  )

/** A resource that changes something. */
export const deskWrite = (method: 'POST' | 'PUT' | 'DELETE', path: string, handle: Handle): Route =>
  inWordsOfDesk(write(method, path, handle))

/** A resource that older releases call an experiment. */
export const young = ({ experimental }: DeskForm, route: Route): Route =>
  experimental
    ? {
        ...route,
        handle: (exchange) =>
          exchange.headers['x-experimentalapi'] === 'opt-in'
            ? route.handle(exchange)
            : deskError(412, 'This resource is experimental: ask for it with X-ExperimentalApi.'),
      }
    : route

/** Whether somebody works for the desk. */
export const isAgent = ({ world }: Exchange, user: SandboxUser | undefined): boolean =>
  isMember(world, world.findProject(serviceDesk.projectKey)?.team ?? '', user) ||
  world.findProject(serviceDesk.projectKey)?.leadKey === user?.key

/** A resource of a desk that has a licence; without one everybody gets a 403 with nothing in it. */
export const licensedOnly =
  ({ licensed }: DeskForm) =>
  (route: Route): Route =>
    licensed
      ? route
      : { ...route, handle: (exchange) => (exchange.user === undefined ? route.handle(exchange) : { status: 403 }) }

/** A resource for agents; others get a 403 with nothing in it. */
export const forAgents = (route: Route): Route => ({
  ...route,
  handle: (exchange) =>
    exchange.user !== undefined && !isAgent(exchange, exchange.user) ? { status: 403 } : route.handle(exchange),
})

/** The desk of the path. */
export const seenDesk = ({ params }: Exchange): typeof serviceDesk => {
  if (params.desk === serviceDesk.id || params.desk === serviceDesk.projectKey) return serviceDesk
  throw new Refusal(404, 'The service desk does not exist, or you may not see it.')
}

/** The request of the path; a 404 refusal for an issue that is none. */
export const seenRequest = (exchange: Exchange): SandboxIssue => {
  const { world, user, params } = exchange
  const issue = world.findIssue(params.key ?? '')
  if (issue !== undefined && requestTypeOf(issue) !== undefined && maySee(world, user, issue)) return issue
  throw new Refusal(404, 'The request does not exist, or you may not see it.')
}

/** A page as Service Management gives it; without a total. */
export const deskPage = <T>(
  exchange: Exchange,
  all: readonly T[],
  show: (one: T) => unknown,
): Readonly<Record<string, unknown>> => {
  const start = wholeNumber(exchange, 'start', 0)
  const limit = Math.min(100, wholeNumber(exchange, 'limit', 50))
  if (start < 0 || limit < 1) throw new Refusal(400, 'A page starts at 0 or later and has at least one element.')
  const values = all.slice(start, start + limit)
  const isLastPage = start + values.length >= all.length
  const self = `${exchange.baseUrl}${exchange.path}`
  return {
    size: values.length,
    start,
    limit,
    isLastPage,
    _links: {
      self: `${self}?start=${start}&limit=${limit}`,
      base: exchange.baseUrl,
      context: '',
      ...(isLastPage ? {} : { next: `${self}?start=${start + limit}&limit=${limit}` }),
    },
    values: values.map((one) => show(one)),
  }
}
