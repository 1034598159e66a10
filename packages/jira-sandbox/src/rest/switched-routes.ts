import type { Answer, Route } from '../exchange.ts'
import type { Feature, RestSwitches } from './switches.ts'

interface Gate {
  readonly feature: Feature
  readonly status: number
  /** Of routes below `/rest/api/2`. */
  readonly path: RegExp
  readonly method?: Route['method']
  readonly message: string
}

const gates: readonly Gate[] = [
  { feature: 'voting', status: 404, path: /\/votes$/u, message: 'Voting for issues is currently disabled.' },
  { feature: 'watching', status: 404, path: /\/watchers$/u, message: 'Watching issues is currently disabled.' },
  { feature: 'linking', status: 404, path: /\/issueLink/u, message: 'Issue linking is currently disabled.' },
  { feature: 'linking', status: 403, path: /\/remotelink/u, message: 'Issue linking is currently disabled.' },
  {
    feature: 'attachments',
    status: 403,
    path: /\/attachments$/u,
    method: 'POST',
    message: 'Attachments are currently disabled.',
  },
  {
    feature: 'timeTracking',
    status: 403,
    path: /\/worklog/u,
    method: 'POST',
    message: 'Time tracking is not enabled for this Jira.',
  },
]

const gated = (route: Route, off: readonly Feature[]): Route => {
  const gate = gates.find(
    ({ feature, path, method }) =>
      off.includes(feature) && path.test(route.path) && (method ?? route.method) === route.method,
  )
  if (gate === undefined) return route
  return { ...route, handle: () => ({ status: gate.status, json: { errorMessages: [gate.message], errors: {} } }) }
}

const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+0000$/u

const offsetText = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`
}

const moved = (text: string, minutes: number): string =>
  new Date(Date.parse(text.replace('+0000', 'Z')) + minutes * 60_000).toISOString().replace('Z', offsetText(minutes))

/** The JSON of an answer with each time at another offset; it is told by its form, which no other text has. */
const atOffset = (json: unknown, minutes: number): unknown => {
  if (typeof json === 'string') return time.test(json) ? moved(json, minutes) : json
  if (Array.isArray(json)) return json.map((one: unknown) => atOffset(one, minutes))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, atOffset(value, minutes)]))
}

const shifted = (route: Route, minutes: number): Route => {
  const shift = (answer: Answer): Answer =>
    answer.json === undefined ? answer : { ...answer, json: atOffset(answer.json, minutes) }
  return { ...route, handle: async (exchange) => shift(await route.handle(exchange)) }
}

/** The routes of a site some of whose features are off, and whose server is in another time zone than UTC. */
export const switchedRoutes = (routes: readonly Route[], { off, offsetMinutes }: RestSwitches): readonly Route[] => {
  const open = off.length === 0 ? routes : routes.map((route) => gated(route, off))
  return offsetMinutes === 0 ? open : open.map((route) => shifted(route, offsetMinutes))
}
