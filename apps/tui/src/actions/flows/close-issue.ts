import type { Issue, Transition } from '@mmd/jira-api'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { performAll } from './perform.ts'
import { chooseTransition } from './status.ts'

/** How an issue is closed. */
export interface Closing {
  /** What is done in the same change. */
  readonly also: readonly Operation[]
  /** What to call it; and where its workflow has no way to a done status, so that only the rest is done. */
  readonly done: string
  readonly onlyRest: string
  /** The resolution that is meant, where a way asks for one. */
  readonly resolution: RegExp
  /** Name of a status or a transition that is taken before any other, where the workflow offers it. */
  readonly to?: string | undefined
}

/** Closes the issue by the way that is meant, or that can say why, or by the only one; asks where several lead there. */
export const closeIssue = async (app: App, session: SiteSession, issue: Issue, closing: Closing): Promise<void> => {
  const { also, done, onlyRest, resolution, to } = closing
  const all = await session.transitions(issue.key)
  const named = to === undefined ? undefined : all.find(isNamed(to))
  const ways = all.filter(({ to: status }) => status.category === 'done')
  const way = named ?? bestWay(ways, resolution)
  if (way !== undefined) chooseTransition({ app, session, issues: [issue], also, done, resolution }, [way])
  else if (ways.length === 0) performAll(app, session, also, onlyRest)
  else chooseTransition({ app, session, issues: [issue], also, done, resolution }, ways)
}

const isNamed =
  (wanted: string) =>
  ({ name, to }: Transition): boolean =>
    [name, to.name].some((one) => one.toLowerCase() === wanted.trim().toLowerCase())

/** What ways are called that end an issue without its work being done. */
const endsUndone = /won.?t|declin|reject|invalid|cancel|abandon|close/i

const canSay =
  (resolution: RegExp) =>
  ({ fields }: Transition): boolean =>
    fields.some(
      ({ id, allowedValues }) => id === 'resolution' && allowedValues.some(({ label }) => resolution.test(label)),
    )

/** How many fields a way asks for besides the resolution. */
const asksFor = ({ fields }: Transition): number =>
  fields.filter(({ id, required, hasDefault }) => required && !hasDefault && id !== 'resolution').length

/**
 * The way that is called so; else the one whose screen has the resolution that is meant, rather one that ends the issue undone than one
 * that says its work is done, and rather one that asks for little; else the only one. Undefined: a person has to say.
 */
export const bestWay = (ways: readonly Transition[], resolution: RegExp): Transition | undefined => {
  const called = ways.find(({ name, to }) => resolution.test(name) || resolution.test(to.name))
  const rank = (way: Transition): number => asksFor(way) + (endsUndone.test(`${way.name} ${way.to.name}`) ? 0 : 0.5)
  const saying = ways.filter(canSay(resolution)).toSorted((a, b) => rank(a) - rank(b))
  return called ?? saying[0] ?? (ways.length === 1 ? ways[0] : undefined)
}
