import { type FieldMeta, type Issue, toIssueKey } from '@mmd/jira-api/model'
import type { FieldChange, Operation } from '@mmd/replica'
import { allInOrder } from '../all-in-order.ts'
import { toTypedValue, toWire, type ValuePorts } from '../commands/issue/fields/field-value.ts'
import { matchFields } from '../commands/issue/fields/set-fields.ts'
import { findLinkType } from '../commands/issue/find-link-type.ts'
import { planTransition } from '../commands/issue/plan-transition.ts'
import { parseDuration } from '../durations.ts'
import type { MacroStep, TransitionStep } from './macro.ts'
import type { MacroSite } from './macro-site.ts'
import { MacroMistake } from './read-step.ts'
import { readSnooze } from './wake-time.ts'

type Step<K extends MacroStep['kind']> = Extract<MacroStep, { readonly kind: K }>

const ports = ({ deployment, person, text }: MacroSite): ValuePorts => ({ deployment, person, text })

const assign = async (site: MacroSite, { key, assignee }: Issue, to: string): Promise<readonly Operation[]> => {
  if (to.trim() === 'me' && site.me === undefined) throw new MacroMistake('nobody is signed in')
  const worker = to.trim() === 'me' ? (site.me ?? null) : await site.worker(key, to)
  const isSo = worker !== 'automatic' && (worker?.id ?? null) === (assignee?.id ?? null)
  return isSo ? [] : [{ kind: 'assign', key, assignee: worker }]
}

const label = ({ key, labels }: Issue, { add, remove }: Step<'label'>): readonly Operation[] => {
  const words = (list: readonly string[]): readonly string[] => [...new Set(list.flatMap((one) => one.split(/\s+/)))]
  const added = words(add).filter((one) => one !== '' && !labels.includes(one))
  const removed = words(remove).filter((one) => labels.includes(one))
  return added.length + removed.length === 0 ? [] : [{ kind: 'labels', key, add: added, remove: removed }]
}

const priority = async (site: MacroSite, issue: Issue, to: string): Promise<readonly Operation[]> => {
  const wanted = to.trim().toLowerCase()
  const all = await site.priorities()
  const value = all.find(({ name, id }) => name.toLowerCase() === wanted || id === to.trim())
  if (value === undefined)
    throw new MacroMistake(`there is no priority ${to}; there are ${all.map(({ name }) => name).join(', ')}`)
  if (issue.priority?.id === value.id) return []
  const schema = { type: 'priority', items: null, system: 'priority', custom: null }
  const change = { id: 'priority', name: 'Priority', schema, value: { kind: 'named', value } } as const
  return [{ kind: 'set-fields', key: issue.key, changes: [change] }]
}

const isAt = ({ status }: Issue, to: string): boolean => status.name.toLowerCase() === to.trim().toLowerCase()

const transition = async (site: MacroSite, issue: Issue, step: TransitionStep): Promise<readonly Operation[]> => {
  const fields = Object.entries(step.fields).map(([name, value]) => ({ name, value }))
  const { to, resolution, comment } = step
  const offered = await site.transitions(issue)
  // Where it stands already there may be a way to the same status: it is gone only when it is named.
  if (isAt(issue, to) && !offered.some(({ name }) => name.toLowerCase() === to.trim().toLowerCase())) return []
  const plan = planTransition(offered, { to, fields, resolution, comment })
  const { id, name, to: target } = plan.transition
  const values = await allInOrder(
    plan.given.map(async ({ field, value }) => [field.id, await toWire(field, value, ports(site))] as const),
  )
  return [
    {
      kind: 'transition',
      key: issue.key,
      transition: { id, name, to: target },
      fields: Object.fromEntries(values),
      ...(plan.resolution === undefined ? {} : { resolution: plan.resolution }),
      ...(comment === undefined ? {} : { comment: await site.text(comment) }),
    },
  ]
}

const toChange = async (site: MacroSite, field: FieldMeta, value: string): Promise<FieldChange> => {
  const { id, name, type, items, system, custom } = field
  if (field.required && value.trim() === '') throw new MacroMistake(`${name} is required, so it cannot be cleared`)
  return { id, name, schema: { type, items, system, custom }, ...(await toTypedValue(field, value, ports(site))) }
}

const set = async (site: MacroSite, issue: Issue, { fields }: Step<'set'>): Promise<readonly Operation[]> => {
  const given = Object.entries(fields).map(([name, value]) => ({ name, value }))
  const matched = matchFields(await site.editFields(issue), given)
  const changes = await allInOrder(matched.map(({ field, value }) => toChange(site, field, value)))
  return [{ kind: 'set-fields', key: issue.key, changes }]
}

const keyOf = (text: string): NonNullable<ReturnType<typeof toIssueKey>> => {
  const key = toIssueKey(text.trim())
  if (key === undefined) throw new MacroMistake(`“${text}” is no key of an issue`)
  return key
}

const link = async (
  site: MacroSite,
  { key }: Issue,
  { type: words, to }: Step<'link'>,
): Promise<readonly Operation[]> => {
  const other = keyOf(to)
  if (other === key) throw new MacroMistake('an issue cannot be linked to itself')
  const { type, outward } = findLinkType(await site.linkTypes(), words)
  return [{ kind: 'link', key, type, outward, other }]
}

/** An address of the web, and nothing else that a browser would open. Throws `MacroMistake`. */
export const webAddress = (text: string): string => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href
  throw new MacroMistake(`“${text}” is no address of the web`)
}

const worklog = async (
  site: MacroSite,
  { key }: Issue,
  { time, comment }: Step<'worklog'>,
): Promise<readonly Operation[]> => {
  const seconds = parseDuration(time)
  if (seconds === undefined) throw new MacroMistake(`“${time}” is no time such as 1h 30m`)
  const started = new Date(site.now - seconds * 1000).toISOString()
  const text = comment.trim() === '' ? null : await site.text(comment)
  return [{ kind: 'add-worklog', key, seconds, started, comment: text, remaining: 'auto', author: author(site) }]
}

const author = ({ me }: MacroSite) => me ?? { id: '', name: 'me', active: true }

const sprint = async (site: MacroSite, { key, project }: Issue, to: string): Promise<readonly Operation[]> => {
  const fieldId = await site.sprintField()
  return [
    { kind: 'sprint', key, to: await site.sprint(project.key, to), ...(fieldId === undefined ? {} : { fieldId }) },
  ]
}

const rank = ({ key }: Issue, { side, of }: Step<'rank'>): readonly Operation[] => {
  const other = keyOf(of)
  if (other === key) return []
  return [{ kind: 'rank', key, place: side === 'before' ? { before: other } : { after: other } }]
}

/**
 * What a step, whose variables are filled in, means for an issue: none where it is so already, or where nothing is to be sent. Throws
 * `MacroMistake`, `AppError` or what the site said, when it cannot be done.
 */
export const planStep = async (site: MacroSite, issue: Issue, step: MacroStep): Promise<readonly Operation[]> => {
  const { key } = issue
  switch (step.kind) {
    case 'assign':
      return assign(site, issue, step.to)
    case 'label':
      return label(issue, step)
    case 'priority':
      return priority(site, issue, step.to)
    case 'transition':
      return transition(site, issue, step)
    case 'comment': {
      const { body: typed, internal } = step
      if (typed.trim() === '') throw new MacroMistake('the comment is empty')
      const body = await site.text(typed)
      return [{ kind: 'add-comment', key, body, typed, author: author(site), ...(internal ? { internal } : {}) }]
    }
    case 'set':
      return set(site, issue, step)
    case 'link':
      return link(site, issue, step)
    case 'web-link': {
      const object = { url: webAddress(step.url), title: step.title }
      return [{ kind: 'put-remote-link', key, link: { globalId: '', object } }]
    }
    case 'worklog':
      return worklog(site, issue, step)
    case 'watch':
      return [{ kind: 'watch', key, isWatching: step.on, user: null }]
    case 'vote':
      return [{ kind: 'vote', key, isFor: step.on }]
    case 'snooze':
      return [{ kind: 'snooze', key, snooze: readSnooze(step.until, site.now) }]
    case 'sprint':
      return sprint(site, issue, step.to)
    case 'rank':
      return rank(issue, step)
    case 'open':
      webAddress(step.url)
      return []
  }
}
