import type { Place } from '../place.ts'
import { type Calls, keyOf, textFor } from './call.ts'

const say = async (place: Place): Promise<{ readonly key: string; readonly id: string }> => {
  const key = keyOf(place)
  const { id } = await place.client.addComment(key, { body: textFor(place, 'Hello') })
  return { key, id }
}

const work = async (place: Place): Promise<{ readonly key: string; readonly id: string }> => {
  const key = keyOf(place)
  const { id } = await place.client.addWorklog(key, {
    seconds: 3600,
    comment: textFor(place, 'Looked'),
    remaining: 'leave',
  })
  return { key, id }
}

const linkOf = async (place: Place): Promise<string> => {
  const type = (await place.client.linkTypes())[0]
  await place.client.link({ typeId: type?.id ?? '', from: keyOf(place, 2), to: keyOf(place, 3) })
  const { links } = await place.client.issue(keyOf(place, 2))
  return links[0]?.id ?? ''
}

const remote = (place: Place, globalId: string): Promise<string> =>
  place.client.putRemoteLink(keyOf(place), {
    globalId,
    relationship: 'mentioned in',
    application: { type: 'com.acme.wiki', name: 'Wiki' },
    object: { url: 'https://wiki.acme.example/1', title: 'A page', summary: 'Of a wiki' },
  })

const property = (place: Place): { readonly key: string; readonly name: string } => ({
  key: keyOf(place),
  name: 'openapi',
})

/** What people say on issues, and what issues are connected with. */
export const talkCalls: Calls<
  | 'comments'
  | 'comment'
  | 'addComment'
  | 'editComment'
  | 'deleteComment'
  | 'pinnedComments'
  | 'pinComment'
  | 'worklogs'
  | 'worklog'
  | 'addWorklog'
  | 'editWorklog'
  | 'deleteWorklog'
  | 'linkTypes'
  | 'link'
  | 'unlink'
  | 'remoteLinks'
  | 'putRemoteLink'
  | 'deleteRemoteLink'
  | 'watchers'
  | 'watch'
  | 'unwatch'
  | 'voters'
  | 'vote'
  | 'suggestLabels'
  | 'propertyKeys'
  | 'property'
  | 'setProperty'
  | 'deleteProperty'
  | 'pickIssues'
> = {
  comments: (place) => place.client.comments({ key: keyOf(place), startAt: 0, maxResults: 20, newestFirst: true }),
  comment: async (place) => place.client.comment(await say(place)),
  addComment: async (place) => {
    const visibility = { type: 'role', value: 'Administrators' } as const
    await place.client.addComment(keyOf(place), { body: textFor(place, 'For few'), visibility })
    return place.agent.addComment(keyOf(place), { body: textFor(place, 'For us'), internal: true })
  },
  editComment: async (place) => place.client.editComment(await say(place), { body: textFor(place, 'Hello again') }),
  deleteComment: async (place) => place.client.deleteComment(await say(place)),
  pinnedComments: (place) => place.client.pinnedComments(keyOf(place)),
  pinComment: async (place) => {
    const comment = await say(place)
    await place.client.pinComment(comment, true)
    return place.client.pinComment(comment, false)
  },
  worklogs: (place) => place.client.worklogs(keyOf(place)),
  worklog: async (place) => place.client.worklog(await work(place)),
  addWorklog: (place) =>
    place.client.addWorklog(keyOf(place), {
      seconds: 60,
      started: '2026-11-20T09:00:00.000Z',
      remaining: { set: '2h' },
    }),
  editWorklog: async (place) => place.client.editWorklog(await work(place), { seconds: 1800 }),
  deleteWorklog: async (place) => place.client.deleteWorklog({ ...(await work(place)), remaining: { by: '1h' } }),
  linkTypes: ({ client }) => client.linkTypes(),
  link: (place) => linkOf(place),
  unlink: async (place) => place.client.unlink(await linkOf(place)),
  remoteLinks: async (place) => {
    await remote(place, 'system=a')
    return place.client.remoteLinks(keyOf(place))
  },
  putRemoteLink: (place) => remote(place, 'system=b'),
  deleteRemoteLink: async (place) =>
    place.client.deleteRemoteLink({ key: keyOf(place), id: await remote(place, 'system=c') }),
  watchers: (place) => place.client.watchers(keyOf(place)),
  watch: async (place) => {
    await place.client.watch(keyOf(place), null)
    return place.client.watch(keyOf(place), place.idOf('kenji'))
  },
  unwatch: (place) => place.client.unwatch(keyOf(place), place.idOf('kenji')),
  voters: (place) => place.client.voters(keyOf(place)),
  vote: async (place) => {
    const other = place.world.issues.find(({ projectKey, resolved, reporterKey }) => {
      const name = place.world.userByKey(reporterKey)?.name
      return projectKey === 'PAY' && resolved === null && name !== 'mira'
    })
    await place.client.vote(other?.key ?? '', true)
    return place.client.vote(other?.key ?? '', false)
  },
  suggestLabels: ({ client }) => client.suggestLabels('b'),
  propertyKeys: (place) => place.client.propertyKeys(keyOf(place)),
  property: async (place) => {
    const { key, name } = property(place)
    await place.client.setProperty({ key, name }, { seen: true })
    return place.client.property(key, name)
  },
  setProperty: (place) => place.client.setProperty(property(place), { seen: [1, 2] }),
  deleteProperty: async (place) => {
    const { key, name } = property(place)
    await place.client.setProperty({ key, name }, 'x')
    return place.client.deleteProperty(key, name)
  },
  pickIssues: ({ client }) => client.pickIssues({ text: 'PAY', jql: 'project = PAY' }),
}
