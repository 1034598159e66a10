import { isJson, type Json, toTimestamp, toWord } from '../model/primitives.ts'

export type SprintState = 'future' | 'active' | 'closed' | 'unknown'

/** A sprint as the field of an issue names it. */
export interface SprintValue {
  readonly id: string
  readonly name: string
  readonly state: SprintState
  readonly boardId: string | null
  readonly goal: string | null
  readonly start: string | null
  readonly end: string | null
  readonly completed: string | null
}

const states: Readonly<Record<string, SprintState>> = { future: 'future', active: 'active', closed: 'closed' }

/** A sprint's state, in any case. */
export const toSprintState = (value: unknown): SprintState => {
  const state = typeof value === 'string' ? value.toLowerCase() : ''
  return Object.hasOwn(states, state) ? (states[state] ?? 'unknown') : 'unknown'
}

const sprintOf = (members: Json): SprintValue | null => {
  const id = toWord(members['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(members['name']) ?? id,
    state: toSprintState(members['state']),
    boardId: toWord(members['boardId']) ?? toWord(members['originBoardId']) ?? toWord(members['rapidViewId']),
    goal: toWord(members['goal']),
    start: toTimestamp(members['startDate']),
    end: toTimestamp(members['endDate']),
    completed: toTimestamp(members['completeDate']),
  }
}

// A name may hold brackets, commas and equals signs: a member begins only where one of its known names follows a comma.
const member =
  /(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|synced|autoStartStop|incompleteIssuesDestinationId)=/g

const longest = 20_000

/** `com.atlassian.greenhopper.service.sprint.Sprint@1a2b[id=7,state=ACTIVE,name=…]`, as Data Center writes sprints. */
const readSprintText = (text: string): SprintValue | null => {
  const [start, end] = [text.indexOf('['), text.lastIndexOf(']')]
  if (start === -1 || end < start || text.length > longest) return null
  const inner = text.slice(start + 1, end)
  const found = [...inner.matchAll(member)]
  const members: Record<string, string> = {}
  let last: string | undefined
  for (const [index, match] of found.entries()) {
    const name = match[1] ?? ''
    const value = inner.slice(match.index + match[0].length, found[index + 1]?.index)
    // What looks like a member that was there before is a part of the text around it.
    if (Object.hasOwn(members, name) && last !== undefined) members[last] += match[0] + value
    else members[(last = name)] = value
  }
  for (const [name, value] of Object.entries(members)) if (value === '<null>') delete members[name]
  return sprintOf(members)
}

/** One sprint, from an object or from a Java text; null without an id. */
export const readSprint = (value: unknown): SprintValue | null => {
  if (typeof value === 'string') return readSprintText(value)
  return isJson(value) ? sprintOf(value) : null
}
