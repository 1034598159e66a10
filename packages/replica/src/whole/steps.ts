import { type IssueDetail, type IssueKey, isJiraApiError } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { localKey } from '../operations/local-key.ts'
import type { Operation } from '../operations/operation.ts'
import { isSiteId } from '../operations/pending-id.ts'
import { textOn } from '../operations/testing/site.ts'
import type { Place, Seat } from './testing.ts'

/** For tests: what I do in the program. */
export const ownDeeds = [
  'summary',
  'priority',
  'label',
  'unlabel',
  'assign',
  'component',
  'move',
  'comment',
  'edit-comment',
  'delete-comment',
  'worklog',
  'link',
  'remote-link',
  'attach',
  'watch',
  'vote',
  'snooze',
  'create',
] as const
type OwnDeed = (typeof ownDeeds)[number]

/** For tests: what others do on the site. */
export const theirDeeds = [
  'their-summary',
  'their-priority',
  'their-label',
  'their-due',
  'their-assign',
  'their-comment',
  'their-move',
  'their-issue',
  'their-deletion',
] as const
type TheirDeed = (typeof theirDeeds)[number]

/** For tests: what happens to the program. */
export const events = [
  'undo',
  'redo',
  'offline',
  'online',
  'drop',
  'drop-after',
  'refresh',
  'open',
  'settle',
  'decide',
  'restart',
] as const
type Event = (typeof events)[number]

export interface Step<D extends string = OwnDeed | TheirDeed | Event> {
  readonly deed: D
  /** Which of the issues, and which of the processes. */
  readonly on: number
  readonly by: number
  /** Chooses among what there is. */
  readonly pick: number
}

export const anyStep = <D extends string>(...deeds: readonly D[]): fc.Arbitrary<Step<D>> =>
  fc.record({
    deed: fc.constantFrom(...deeds),
    on: fc.nat({ max: 2 }),
    by: fc.nat({ max: 1 }),
    pick: fc.nat({ max: 5 }),
  })

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('there is none')
  return item
}

const isOneOf =
  <D extends string>(deeds: readonly D[]) =>
  (step: Step): step is Step & { readonly deed: D } =>
    deeds.some((deed) => deed === step.deed)
export const isOwnStep = isOneOf(ownDeeds)
export const isTheirStep = isOneOf(theirDeeds)
export const isEvent = isOneOf(events)

const summarySchema = { type: 'string', items: null, system: 'summary', custom: null }
const prioritySchema = { type: 'priority', items: null, system: 'priority', custom: null }

/** For tests: the operation of a deed; null: there is nothing to do it to. `token` is in nothing else. */
export const operationOf = async (
  place: Place,
  { replica }: Seat,
  { deed, on, pick }: Step<OwnDeed>,
  token: string,
): Promise<readonly Operation[]> => {
  const { me, them, deployment, project, priorities, blocks, file } = place
  const key = at(place.keys, on)
  const body = textOn(deployment, token)
  const { detail = null } = replica.detail(key) ?? {}
  const mine = (detail?.comments ?? []).filter(({ id, author }) => isSiteId(id) && author?.id === me.id)
  switch (deed) {
    case 'summary': {
      const value = { kind: 'text', text: token } as const
      return [{ kind: 'set-fields', key, changes: [{ id: 'summary', name: 'Summary', schema: summarySchema, value }] }]
    }
    case 'priority': {
      const value = { kind: 'named', value: at(priorities, pick) } as const
      const change = { id: 'priority', name: 'Priority', schema: prioritySchema, value }
      return [{ kind: 'set-fields', key, changes: [change] }]
    }
    case 'label':
      return [{ kind: 'labels', key, add: [token], remove: [] }]
    case 'unlabel': {
      const label = replica.issue(key)?.labels[0]
      return label === undefined ? [] : [{ kind: 'labels', key, add: [], remove: [label] }]
    }
    case 'assign':
      return [{ kind: 'assign', key, assignee: at([me, them, null], pick) }]
    case 'component': {
      const component = project.components[pick % 2]
      if (component === undefined) return []
      const { id, name } = component
      const has = replica.issue(key)?.components.some((one) => one.id === id) === true
      const change = has ? { add: [], remove: [{ id, name }] } : { add: [{ id, name }], remove: [] }
      return [{ kind: 'members', key, field: 'components', ...change }]
    }
    case 'move': {
      // It may have been deleted meanwhile.
      const steps = (await place.mine.transitions(key).catch(() => [])).filter(({ fields }) =>
        fields.every((one) => !one.required),
      )
      const step = steps[pick % Math.max(1, steps.length)]
      if (step === undefined || replica.issue(key) === undefined) return []
      const { id, name, to } = step
      return [{ kind: 'transition', key, transition: { id: pick % 2 === 0 ? id : null, name, to }, fields: {} }]
    }
    case 'comment':
      return [{ kind: 'add-comment', key, author: me, body, typed: token }]
    case 'edit-comment': {
      const comment = mine.at(-1)
      return comment === undefined ? [] : [{ kind: 'edit-comment', key, id: comment.id, body, typed: token }]
    }
    case 'delete-comment': {
      const comment = mine[0]
      return comment === undefined ? [] : [{ kind: 'delete-comment', key, id: comment.id }]
    }
    case 'worklog': {
      const started = '2026-11-20T09:00:00.000Z'
      return [{ kind: 'add-worklog', key, author: me, seconds: 600, started, comment: body, remaining: 'leave' }]
    }
    case 'link':
      return [{ kind: 'link', key, type: blocks, outward: true, other: at(place.keys, on + 1 + (pick % 2)) }]
    case 'remote-link':
      return [
        { kind: 'put-remote-link', key, link: { globalId: '', object: { url: 'https://a.example', title: token } } },
      ]
    case 'attach':
      return [
        {
          kind: 'attach',
          key,
          author: me,
          file: { path: file, name: `${token}.txt`, size: 5, mimeType: 'text/plain' },
        },
      ]
    case 'watch':
      return detail === null ? [] : [{ kind: 'watch', key, isWatching: !detail.watchers.mine, user: null }]
    case 'vote':
      return detail === null ? [] : [{ kind: 'vote', key, isFor: !detail.votes.mine }]
    case 'snooze':
      return [
        {
          kind: 'snooze',
          key: at(place.keys, 3),
          snooze: pick % 2 === 0 ? { until: null, untilChanged: false } : null,
        },
      ]
    case 'create': {
      const type = at(
        project.types.filter(({ name }) => name === 'Task'),
        0,
      )
      const { id, name } = project
      const fields = { project: { id }, issuetype: { id: type.id }, summary: token }
      const local = localKey('PAY', 1_000 + Number(token.split('-')[1]))
      return [
        { kind: 'create', key: local, fields, shown: { project: { id, key: 'PAY', name }, type, summary: token } },
        {
          kind: 'add-comment',
          key: local,
          author: me,
          body: textOn(deployment, `${token}-said`),
          typed: `${token}-said`,
        },
      ]
    }
  }
}

const doAllowed = async (
  { theirs, mine, deployment, priorities, project, them, me, keys }: Place,
  { deed, on, pick }: Step<TheirDeed>,
  token: string,
): Promise<{ readonly key: IssueKey; readonly field: string } | null> => {
  const key = at(keys, on)
  const before: IssueDetail | undefined = await mine.issue(key).catch(() => undefined)
  const own = { summary: token }
  if (before === undefined && deed !== 'their-issue') return null
  switch (deed) {
    case 'their-summary':
      await theirs.edit(key, { fields: own })
      return { key, field: 'summary' }
    case 'their-priority':
      await theirs.edit(key, { fields: { priority: { id: at(priorities, pick).id } } })
      return { key, field: 'priority' }
    case 'their-label':
      await theirs.edit(key, { update: { labels: [{ add: token }] } })
      return { key, field: 'labels' }
    case 'their-due':
      await theirs.edit(key, { fields: { duedate: `2027-01-1${pick}` } })
      return { key, field: `due 2027-01-1${pick}` }
    case 'their-assign':
      await theirs.assign(key, at([them.id, me.id, null], pick))
      return { key, field: 'assignee' }
    case 'their-comment':
      await theirs.addComment(key, { body: textOn(deployment, token) })
      return { key, field: `comment ${token}` }
    case 'their-move': {
      const steps = await mine.transitions(key)
      const step = steps.find(({ fields }) => fields.every((one) => !one.required))
      if (step === undefined) return null
      await mine.transition(key, { id: step.id })
      return { key, field: 'status' }
    }
    case 'their-issue': {
      const type = project.types.find(({ name }) => name === 'Task')
      await theirs.createIssue({ fields: { project: { key: 'PAY' }, issuetype: { id: type?.id }, ...own } })
      return null
    }
    case 'their-deletion':
      // Often enough on one that something waits for.
      if (pick > 0) return null
      await mine.deleteIssue({ key, withSubtasks: true })
      return { key, field: 'everything' }
  }
}

/** For tests: what a deed of somebody else changes, as far as it counts: `PAY-1 summary`. Null: the site did not let them. */
export const doTheirs = async (...deed: Parameters<typeof doAllowed>): ReturnType<typeof doAllowed> => {
  try {
    return await doAllowed(...deed)
  } catch (error) {
    if (isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'refused')) return null
    throw error
  }
}
