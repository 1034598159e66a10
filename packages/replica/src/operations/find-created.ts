import { type CreatedIssue, MARK, untrusted } from '@mmd/jira-api/model'
import type { CreateOperation } from './operation.ts'
import type { Looked, Sending } from './operation-kind.ts'
import { ifThere } from './sending.ts'

/** The clock of this machine may have been set meanwhile. */
const ALLOWANCE_MINUTES = 60
const MOST_CANDIDATES = 50
/** Numbers that are asked for at once, and how often, behind the newest that the index knows. */
const NUMBERS = 5
const MOST_ROUNDS = 10
/** Milliseconds after which an index that lags far behind is asked again. */
const CATCH_UP = 15_000

const isMarked = (value: unknown, mark: string): boolean =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === mark

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

const lineOf = (text: string): string => untrusted(text, 'line').trim()

/** What is sent counts, whatever its row shows. */
const sentSummary = ({ fields: { summary }, shown }: CreateOperation): string =>
  typeof summary === 'string' ? summary : shown.summary

/** Mine of the time since the first try with the same summary, newest first. The site reckons the time by its own clock. */
const candidates = async (operation: CreateOperation, { client, signal, firstSentAt }: Sending) => {
  const since = Date.now() - Date.parse(firstSentAt ?? new Date().toISOString())
  const minutes = Math.max(0, Math.ceil(since / 60_000)) + ALLOWANCE_MINUTES
  const { shown } = operation
  const project = quoted(shown.project.key)
  const jql = `project = ${project} AND creator = currentUser() AND created >= -${minutes}m ORDER BY created DESC`
  const { issues } = await client.search({ jql, maxResults: MOST_CANDIDATES }, { signal })
  const isSame = (summary: string): boolean => lineOf(summary) === lineOf(sentSummary(operation))
  return {
    isWhole: issues.length < MOST_CANDIDATES,
    issues: issues.filter(({ summary, type }) => isSame(summary) && type.id === shown.type.id),
  }
}

/** The newest number that the index knows of a project; 0: none. */
const newestNumber = async ({ shown }: CreateOperation, { client, signal }: Sending): Promise<number> => {
  const jql = `project = ${quoted(shown.project.key)} ORDER BY key DESC`
  const [newest] = (await client.search({ jql, maxResults: 1 }, { signal })).issues
  return Number(newest?.key.split('-').at(-1) ?? 0)
}

/** Asks for the numbers behind this one: issues are there at once, and in the index only later. */
const behindIndex = async (
  operation: CreateOperation,
  newest: number,
  sending: Sending,
): Promise<CreatedIssue | 'none' | 'too-far'> => {
  const { client, mark, signal } = sending
  let next = newest + 1
  for (let round = 0; round < MOST_ROUNDS; round += 1, next += NUMBERS) {
    const keys = Array.from({ length: NUMBERS }, (_, at) => `${operation.shown.project.key}-${next + at}`)
    const values = await Promise.all(keys.map((key) => client.property(key, MARK, { signal })))
    const found = keys.find((_, at) => isMarked(values[at], mark))
    if (found !== undefined) return toCreated(await client.issue(found, { signal }))
    const last = keys.at(-1) ?? ''
    if ((await ifThere(() => client.issue(last, { signal }))) === undefined) return 'none'
  }
  return 'too-far'
}

const toCreated = ({ id, key }: CreatedIssue): CreatedIssue => ({ id, key })

/** Finds an issue by the mark that it was made with, also where the index does not have it yet. */
export const findCreated = async (operation: CreateOperation, sending: Sending): Promise<Looked> => {
  const { client, mark, signal } = sending
  // First: what is made and indexed between the two searches is in the second one, and not behind this number.
  const newest = await newestNumber(operation, sending)
  const { issues, isWhole } = await candidates(operation, sending)
  const unmarked: string[] = []
  for (const issue of issues) {
    const value = await client.property(issue.key, MARK, { signal })
    if (isMarked(value, mark)) return { state: 'done', result: { issue: toCreated(issue) } }
    if (value === null) unmarked.push(issue.key)
  }
  const hidden = await behindIndex(operation, newest, sending)
  if (hidden === 'too-far') return { state: 'later', afterMs: CATCH_UP }
  if (hidden !== 'none') return { state: 'done', result: { issue: hidden } }
  const [like] = unmarked
  if (like !== undefined) return { state: 'unclear', why: `${like} is the same, and does not tell by what it was made` }
  return isWhole ? { state: 'not-done' } : { state: 'unclear', why: 'There are too many new issues to look through' }
}
