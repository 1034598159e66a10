import { localKey } from '../operations/local-key.ts'
import type { CreateOperation } from '../operations/operation.ts'
import { textOn } from '../operations/testing/site.ts'
import { at } from './at.ts'
import type { Given, Maker } from './maker.ts'

const made = (
  { place: { project }, token }: Given,
  typeName: string,
  parent: CreateOperation['shown']['parent'] = null,
): CreateOperation => {
  const type = at(
    project.types.filter(({ name }) => name === typeName),
    0,
  )
  const { id, name } = project
  const fields = { project: { id }, issuetype: { id: type.id }, summary: token }
  const key = localKey('PAY', 1_000 + Number(token.split('-')[1]))
  return { kind: 'create', key, fields, shown: { project: { id, key: 'PAY', name }, type, summary: token, parent } }
}

const create: Maker = (given) => {
  const operation = made(given, 'Task')
  const { place, token } = given
  const typed = `${token}-said`
  const body = textOn(place.deployment, typed)
  return [operation, { kind: 'add-comment', key: operation.key, author: place.me, body, typed }]
}

const subTask: Maker = (given) => {
  const { seat, key } = given
  const parent = seat.replica.issue(key)
  if (parent === undefined || parent.type.subtask) return []
  return [made(given, 'Sub-task', { key, summary: parent.summary })]
}

/** Where it was is known only where nothing else is on its way. */
const rank: Maker = async ({ place, seat, key, pick }) => {
  const other = at(place.keys, place.keys.indexOf(key) + 1 + (pick % 3))
  const isKnown = place.isOnline() && seat.replica.operations().every(({ operation }) => operation.kind !== 'rank')
  const order = isKnown ? (await place.mine.ids('project = PAY ORDER BY Rank ASC')).map((one) => one.key) : []
  const [before, after] = [order[order.indexOf(key) - 1], order[order.indexOf(key) + 1]]
  if (key === other || (isKnown && !order.includes(key))) return []
  const was = before === undefined ? after && { before: after } : { after: before }
  const to = pick % 2 === 0 ? { before: other } : { after: other }
  return [{ kind: 'rank', key, place: to, base: was ?? null }]
}

const sprint: Maker = ({ place: { sprints, sprintField }, key, pick }) => [
  { kind: 'sprint', key, to: at([...sprints, null], pick), fieldId: sprintField },
]

/** For tests: where I put issues, and which I make. */
export const onPlaces = {
  rank,
  sprint,
  'sub-task': subTask,
  create,
  triage: ({ place, pick }) => [
    {
      kind: 'decide',
      key: at(place.keys, 4),
      decision: pick % 3 === 0 ? null : { verdict: 'accepted', at: pick, view: 'all', reason: '' },
    },
  ],
  snooze: ({ place, pick }) => [
    {
      kind: 'snooze',
      key: at(place.keys, 3),
      snooze: pick % 2 === 0 ? { until: null, untilChanged: false } : null,
    },
  ],
} satisfies Readonly<Record<string, Maker>>
