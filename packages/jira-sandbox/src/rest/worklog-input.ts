import type { Exchange } from '../exchange.ts'
import { mayChange } from '../world/permissions.ts'
import type { SandboxIssue, SandboxWorklog } from '../world/world.ts'
import { readDuration } from './duration.ts'
import type { JsonObject } from './input.ts'
import { isText, isWhole, optional } from './payload.ts'
import { Refusal } from './refusal.ts'
import { parseTime } from './view.ts'

/** The seconds that a body says were spent; a 400 refusal for less than a minute. */
export const secondsIn = (body: JsonObject): number | undefined => {
  const seconds = optional(body.timeSpentSeconds, isWhole)
  const text = optional(body.timeSpent, isText)
  if (seconds === undefined && text === undefined) return undefined
  const value = text === undefined ? (seconds ?? 0) : readDuration(text)
  if (value < 60) throw new Refusal(400, [], { timeLogged: 'You must indicate the time spent working.' })
  return value
}

/** When the work began, as a body says; a 400 refusal for a time in another form. */
export const startIn = (body: JsonObject): number | undefined => {
  const text = optional(body.started, isText)
  const time = text === undefined ? undefined : parseTime(text)
  if (text !== undefined && time === undefined) {
    throw new Refusal(400, [], { started: 'The date is not of the form yyyy-MM-ddTHH:mm:ss.SSSZ.' })
  }
  return time
}

/** Changes the remaining estimate as the query says; `spent` is what was added, negative for what was taken off. */
export const adjustEstimate = ({ query }: Exchange, issue: SandboxIssue, spent: number): void => {
  const how = query.get('adjustEstimate') ?? 'auto'
  const left = issue.remainingEstimate ?? 0
  if (how === 'new') issue.remainingEstimate = readDuration(query.get('newEstimate') ?? '')
  else if (how === 'manual') {
    const by = readDuration(query.get('reduceBy') ?? query.get('increaseBy') ?? '')
    issue.remainingEstimate = Math.max(0, left + (query.has('reduceBy') ? -by : by))
  } else if (how === 'auto') {
    if (issue.remainingEstimate !== undefined && issue.remainingEstimate !== null) {
      issue.remainingEstimate = Math.max(0, left - spent)
    }
  } else if (how !== 'leave') throw new Refusal(400, `There is no way to adjust an estimate called '${how}'.`)
}

/** A worklog of an issue; a 404 refusal when there is none. */
export const seenLog = ({ params }: Exchange, issue: SandboxIssue): SandboxWorklog => {
  const log = issue.worklogs.find(({ id }) => id === params.id)
  if (log === undefined) throw new Refusal(404, `Cannot find worklog with id: '${params.id ?? ''}'.`)
  return log
}

/** Refuses (403) who may not do this to a worklog. */
export const demandChange = (
  { world, user }: Exchange,
  { projectKey }: SandboxIssue,
  { authorKey }: SandboxWorklog,
  verb: 'EDIT' | 'DELETE',
): void => {
  if (mayChange(world, user, { projectKey, authorKey }, [verb, 'WORKLOGS'])) return
  throw new Refusal(403, 'You do not have the permission to change this worklog.')
}
