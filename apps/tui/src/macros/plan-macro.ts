import type { Issue, IssueKey, User } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import { escapedValues, issueValues } from './issue-values.ts'
import type { Macro, MacroStep } from './macro.ts'
import type { MacroSite } from './macro-site.ts'
import { planStep } from './plan-step.ts'
import { fillStep } from './variables.ts'

/** What a macro would do to one issue. */
export interface PlannedIssue {
  readonly key: IssueKey
  readonly summary: string
  /** In the order of the actions; none when `problem` is there. */
  readonly operations: readonly Operation[]
  /** Addresses that are opened in the browser. */
  readonly opens: readonly string[]
  /** Why nothing of it can be done to this issue. */
  readonly problem: unknown
}

/** Issues that are planned side by side. */
const atOnce = 4

/** A step that means a person takes a login: the name of somebody may be that of two. */
const forPeople = (step: MacroStep): MacroStep =>
  step.kind === 'assign' && step.to.replaceAll(/[{} ?]/g, '') === 'me' ? { kind: 'assign', to: 'me' } : step

/** Texts of a step that are read as Markdown. */
const isMarkdown = ({ kind }: MacroStep): boolean => kind === 'comment' || kind === 'transition' || kind === 'worklog'

interface Values {
  readonly texts: Readonly<Record<string, string>>
  /** Who was chosen, by the names of the variables; a text has their names. */
  readonly people: Readonly<Record<string, User>>
}

/** The site, with those who were chosen known by their ids: not every site finds people by them. */
const withPeople = (site: MacroSite, people: readonly User[]): MacroSite => {
  const byId = new Map(people.map((person) => [person.id, person]))
  return {
    ...site,
    worker: async (key, name) => byId.get(name) ?? site.worker(key, name),
    person: async (name) => byId.get(name) ?? site.person(name),
  }
}

const idsOf = (people: Readonly<Record<string, User>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(people).map(([name, { id }]) => [name, id]))

const planOne = async (
  plain: MacroSite,
  issue: Issue,
  steps: readonly MacroStep[],
  { texts, people }: Values,
): Promise<PlannedIssue> => {
  const { key, summary } = issue
  const site = withPeople(plain, Object.values(people))
  const operations: Operation[] = []
  const opens: string[] = []
  try {
    for (const step of steps) {
      const isValue = step.kind === 'assign' || step.kind === 'set'
      const own = isMarkdown(step) ? { ...texts, ...escapedValues(texts) } : texts
      const filled = fillStep(forPeople(step), isValue ? { ...texts, ...idsOf(people) } : own)
      operations.push(...(await planStep(site, issue, filled)))
      if (filled.kind === 'open') opens.push(filled.url.trim())
    }
    return { key, summary, operations, opens, problem: undefined }
  } catch (problem) {
    return { key, summary, operations: [], opens: [], problem }
  }
}

/**
 * What a macro would do to each issue of a site; changes nothing. An issue for which one action cannot be done is left alone as a
 * whole. `given` are the values of the variables
 * that were asked for, and `people` those who were chosen. Stops when `signal` is aborted.
 */
export const planMacro = async (
  site: MacroSite,
  issues: readonly Issue[],
  {
    steps,
    given,
    people,
    today,
    signal,
  }: Pick<Macro, 'steps'> & {
    readonly given: Readonly<Record<string, string>>
    readonly people: Readonly<Record<string, User>>
    readonly today: string
    readonly signal: AbortSignal
  },
): Promise<readonly PlannedIssue[]> => {
  const planned: PlannedIssue[] = []
  const queue = [...issues.entries()]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      signal.throwIfAborted()
      const [at, issue] = next
      planned[at] = await planOne(site, issue, steps, {
        texts: { ...issueValues(site, issue, today), ...given },
        people,
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return planned
}
