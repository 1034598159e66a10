import type {
  Attachment,
  Comment,
  IssueDetail,
  IssueKey,
  IssueLink,
  IssueType,
  LinkType,
  Named,
  ProjectDetail,
  RemoteLink,
  User,
  Worklog,
} from '@mmd/jira-api'
import type { Site } from '../site.ts'
import { type NextToken, storedText } from './texts.ts'

/** An issue that a run works on, with things on it that can be changed and deleted, each once. */
export interface StockIssue {
  readonly detail: IssueDetail
  readonly comments: Comment[]
  readonly worklogs: Worklog[]
  readonly attachments: Attachment[]
  readonly remoteLinks: RemoteLink[]
  readonly links: IssueLink[]
}

/** What the plan of a run is made of. */
export interface Stock {
  /** The first ones move through their workflow; the last never does. */
  readonly issues: readonly StockIssue[]
  readonly quiet: StockIssue
  /** Others, to be linked with or ranked beside. */
  readonly others: readonly IssueKey[]
  readonly people: readonly User[]
  readonly linkTypes: readonly LinkType[]
  readonly priorities: readonly Named[]
  readonly resolutions: readonly Named[]
  readonly sprints: readonly Named[]
  readonly project: ProjectDetail
  readonly type: IssueType
  readonly subtaskType: IssueType
}

const boardId = '4'
const projectKey = 'PAY'

const first = <T>(list: readonly T[], isIt: (one: T) => boolean, what: string): T => {
  const found = list.find((one) => isIt(one))
  if (found === undefined) throw new Error(`The sandbox has no ${what}`)
  return found
}

/** Keys of issues in the first status of the workflow, which nobody finds anything special about. */
const plainKeys = (site: Site): readonly IssueKey[] => {
  const subtasks = new Set(site.world.issues.flatMap(({ subtaskIds }) => subtaskIds))
  const mine = site.world.findUser('mira')?.key
  return site.world.issues
    .filter(
      ({ id, projectKey: key, statusId, parentId, reporterKey, archived, securityLevelId, strange }) =>
        key === projectKey &&
        statusId === '1' &&
        parentId === null &&
        !subtasks.has(id) &&
        reporterKey !== null &&
        reporterKey !== mine &&
        archived === undefined &&
        (securityLevelId ?? null) === null &&
        strange === undefined,
    )
    .map(({ key }) => key as IssueKey)
}

const bytes = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** Puts comments, worklogs, a file, a link outside and a link inside on an issue. */
const furnish = async (site: Site, key: IssueKey, other: IssueKey, type: LinkType, next: NextToken): Promise<void> => {
  const { client, deployment } = site
  for (let count = 0; count < 2; count += 1) {
    await client.addComment(key, { body: storedText(deployment, next('comment')) })
    await client.addWorklog(key, { seconds: 600, comment: storedText(deployment, next('work')), remaining: 'leave' })
  }
  const globalId = next('page')
  await client.putRemoteLink(key, { globalId, object: { url: 'https://wiki.acme.example/1', title: globalId } })
  const name = `${next('file')}.txt`
  await client.uploadAttachments(key, [{ name, size: name.length, open: () => bytes(name) }])
  await client.link({ typeId: type.id, from: key, to: other })
}

const isOurs = (text: string | null | undefined): boolean => text?.includes('tok-') === true

const read = async ({ client }: Site, key: IssueKey, linked: IssueKey): Promise<StockIssue> => {
  const detail = await client.issue(key)
  const { comments } = await client.comments({ key, maxResults: 1_000 })
  const worklogs = await client.worklogs(key)
  const remoteLinks = await client.remoteLinks(key)
  return {
    detail,
    comments: comments.filter(({ body }) => isOurs(body.source)),
    worklogs: worklogs.filter(({ comment }) => isOurs(comment?.source)),
    remoteLinks: remoteLinks.filter(({ globalId }) => isOurs(globalId)),
    attachments: detail.attachments.filter(({ filename }) => isOurs(filename)),
    links: detail.links.filter((link) => link.key === linked),
  }
}

/** Prepares a site for a run. */
export const takeStock = async (site: Site, next: NextToken): Promise<Stock> => {
  const { client } = site
  const [one, two, three, ...others] = plainKeys(site)
  if (one === undefined || two === undefined || three === undefined) throw new Error('The sandbox has too few issues')
  const keys = [one, two, three] as const
  const [types, linkTypes, priorities, resolutions, project, people, sprints] = await Promise.all([
    client.creatableTypes(projectKey),
    client.linkTypes(),
    client.priorities(),
    client.resolutions(),
    client.project(projectKey),
    client.assignable({ issueKey: one, text: '', maxResults: 5 }),
    client.sprints({ boardId, states: ['active', 'future'] }),
  ])
  const type = first(linkTypes, () => true, 'type of links')
  const away = others.splice(-3)
  for (const [at, key] of keys.entries()) await furnish(site, key, away[at] ?? one, type, next)
  const issues = await Promise.all(keys.map((key, at) => read(site, key, away[at] ?? one)))
  const quiet = issues.pop()
  if (quiet === undefined) throw new Error('The sandbox has too few issues')
  return {
    issues,
    quiet,
    others: others.slice(0, 6),
    people,
    linkTypes,
    priorities,
    resolutions,
    sprints: sprints.map(({ id, name }) => ({ id, name })),
    project,
    type: first(types, ({ name, subtask }) => !subtask && name === 'Task', 'task'),
    subtaskType: first(types, ({ subtask }) => subtask, 'sub-task'),
  }
}
