import type { Place } from '../place.ts'
import { type Calls, keyOf } from './call.ts'

const boardId = '4'

const sprint = async ({ client }: Place, name: string): Promise<string> =>
  (await client.createSprint({ boardId, name, goal: 'Less' })).id

const epicOf = async ({ client }: Place): Promise<string> => (await client.epics({ boardId }))[0]?.key ?? ''

const requestOf = async ({ agent }: Place): Promise<string> =>
  (await agent.queueIssues({ deskId: '3', queueId: '21', limit: 1 })).issues[0]?.key ?? ''

const approvable = ({ world }: Place): string =>
  world.issues.find(({ approvals, resolved }) => approvals !== undefined && resolved === null)?.key ?? ''

/** Boards, sprints, epics, ranks, and the service desk. */
export const boardCalls: Calls<
  | 'boards'
  | 'board'
  | 'boardConfiguration'
  | 'quickFilters'
  | 'boardIssues'
  | 'sprints'
  | 'sprint'
  | 'createSprint'
  | 'editSprint'
  | 'deleteSprint'
  | 'swapSprints'
  | 'moveToSprint'
  | 'moveToBacklog'
  | 'moveToEpic'
  | 'rank'
  | 'epics'
  | 'epic'
  | 'editEpic'
  | 'estimation'
  | 'setEstimation'
  | 'serviceDesks'
  | 'queues'
  | 'queueIssues'
  | 'request'
  | 'slas'
  | 'addRequestComment'
  | 'approvals'
  | 'answerApproval'
  | 'participants'
  | 'changeParticipants'
  | 'requestComments'
  | 'requestTypes'
> = {
  boards: ({ client }) => client.boards({ project: 'PAY' }),
  board: ({ client }) => client.board(boardId),
  boardConfiguration: ({ client }) => client.boardConfiguration(boardId),
  quickFilters: ({ client }) => client.quickFilters(boardId),
  boardIssues: async ({ client }) => {
    await client.boardIssues({ boardId, part: { kind: 'board' } })
    return client.boardIssues({ boardId, part: { kind: 'backlog' } })
  },
  sprints: ({ client }) => client.sprints({ boardId, states: ['active', 'future'] }),
  sprint: async ({ client }) => client.sprint((await client.sprints({ boardId }))[0]?.id ?? ''),
  createSprint: (place) => sprint(place, 'Made'),
  editSprint: async (place) => place.client.editSprint(await sprint(place, 'Changed'), { goal: 'More' }),
  deleteSprint: async (place) => place.client.deleteSprint(await sprint(place, 'Short lived')),
  swapSprints: async (place) => place.client.swapSprints(await sprint(place, 'One'), await sprint(place, 'Other')),
  moveToSprint: async (place) => place.client.moveToSprint(await sprint(place, 'Filled'), [keyOf(place)]),
  moveToBacklog: (place) => place.client.moveToBacklog([keyOf(place)]),
  moveToEpic: async (place) => {
    await place.client.moveToEpic(await epicOf(place), [keyOf(place)])
    return place.client.moveToEpic(null, [keyOf(place)])
  },
  rank: (place) => place.client.rank({ keys: [keyOf(place)], place: { before: keyOf(place, 1) } }),
  epics: ({ client }) => client.epics({ boardId, done: false }),
  epic: async (place) => place.client.epic(await epicOf(place)),
  editEpic: async (place) => place.client.editEpic(await epicOf(place), { name: 'Renamed' }),
  estimation: (place) => place.client.estimation({ key: keyOf(place), boardId }),
  setEstimation: (place) => place.client.setEstimation({ key: keyOf(place), boardId, value: '5' }),
  serviceDesks: ({ agent }) => agent.serviceDesks(),
  queues: ({ agent }) => agent.queues({ deskId: '3', withCounts: true }),
  queueIssues: ({ agent }) => agent.queueIssues({ deskId: '3', queueId: '21', limit: 5 }),
  request: async (place) => place.agent.request(await requestOf(place)),
  slas: async (place) => place.agent.slas(await requestOf(place)),
  addRequestComment: async (place) =>
    place.agent.addRequestComment(await requestOf(place), { body: 'We are on it', isPublic: true }),
  approvals: (place) => place.agent.approvals(approvable(place)),
  answerApproval: async (place) => {
    const key = approvable(place)
    const [approval] = await place.agent.approvals(key)
    return place.agent.answerApproval(key, { id: approval?.id ?? '', decision: 'approve' })
  },
  participants: async (place) => place.agent.participants(await requestOf(place)),
  changeParticipants: async (place) =>
    place.agent.changeParticipants(await requestOf(place), { add: [place.idOf('kenji')] }),
  requestComments: async (place) => place.agent.requestComments(await requestOf(place)),
  requestTypes: ({ agent }) => agent.requestTypes('3'),
}
