import { at } from './at.ts'
import type { Maker } from './maker.ts'

const summarySchema = { type: 'string', items: null, system: 'summary', custom: null }
const prioritySchema = { type: 'priority', items: null, system: 'priority', custom: null }

/** For tests: a field that no screen of PAY has, so that the site refuses it. */
export const offScreen = 'customfield_10202'

const textSchema = { type: 'string', items: null, system: null, custom: null }

const move: Maker = async ({ place, key, pick }) => {
  // It may have been deleted meanwhile.
  const steps = (await place.mine.transitions(key).catch(() => [])).filter(({ fields }) =>
    fields.every((one) => !one.required),
  )
  const step = steps[pick % Math.max(1, steps.length)]
  if (step === undefined) return []
  const { id, name, to } = step
  return [{ kind: 'transition', key, transition: { id: pick % 2 === 0 ? id : null, name, to }, fields: {} }]
}

const component: Maker = ({ place, seat, key, pick }) => {
  const found = place.project.components[pick % 2]
  if (found === undefined) return []
  const { id, name } = found
  const has = seat.replica.issue(key)?.components.some((one) => one.id === id) === true
  const change = has ? { add: [], remove: [{ id, name }] } : { add: [{ id, name }], remove: [] }
  return [{ kind: 'members', key, field: 'components', ...change }]
}

/** For tests: what I set. */
export const onFields = {
  summary: ({ key, token }) => {
    const value = { kind: 'text', text: token } as const
    return [{ kind: 'set-fields', key, changes: [{ id: 'summary', name: 'Summary', schema: summarySchema, value }] }]
  },
  priority: ({ place, key, pick }) => {
    const value = { kind: 'named', value: at(place.priorities, pick) } as const
    const change = { id: 'priority', name: 'Priority', schema: prioritySchema, value }
    return [{ kind: 'set-fields', key, changes: [change] }]
  },
  'off-screen': ({ key, token }) => {
    const value = { kind: 'text', text: token } as const
    return [{ kind: 'set-fields', key, changes: [{ id: offScreen, name: 'Elsewhere', schema: textSchema, value }] }]
  },
  label: ({ key, token }) => [{ kind: 'labels', key, add: [token], remove: [] }],
  unlabel: ({ seat, key }) => {
    const label = seat.replica.issue(key)?.labels[0]
    return label === undefined ? [] : [{ kind: 'labels', key, add: [], remove: [label] }]
  },
  assign: ({ place: { me, them }, key, pick }) => [{ kind: 'assign', key, assignee: at([me, them, null], pick) }],
  component,
  move,
  watch: ({ key, detail }) =>
    detail === null ? [] : [{ kind: 'watch', key, isWatching: !detail.watchers.mine, user: null }],
  vote: ({ key, detail }) => (detail === null ? [] : [{ kind: 'vote', key, isFor: !detail.votes.mine }]),
} satisfies Readonly<Record<string, Maker>>
