import type { IssueDetail, IssueKey, StoredText } from '@mmd/jira-api/model'
import { wordOf } from './compare.ts'
import type { Place } from './testing.ts'

/** What of an issue comes back when all is taken back: no numbers, times or marks, which do not. */
export type Kept = Readonly<Record<string, unknown>>

/** By an issue's key or, where it was made meanwhile, by its summary: made again it has another key. */
export type SiteState = ReadonlyMap<string, Kept>

const said = (text: StoredText | null): string => (text === null ? '' : wordOf(text))

const sorted = (list: readonly (readonly unknown[])[]): readonly string[] =>
  list.map((one) => JSON.stringify(one)).toSorted()

const sprintOf = ({ fields }: IssueDetail): string | null => {
  const value = fields.find(({ value: { kind } }) => kind === 'sprints')?.value
  const open = value?.kind === 'sprints' ? value.sprints.find(({ state }) => state !== 'closed') : undefined
  return open?.name ?? null
}

/** For tests: the issues of a site as they are now. */
export const stateOf = async ({ mine, keys, sprintField, views }: Place): Promise<SiteState> => {
  const nameOf = (key: IssueKey, summary: string): string => (keys.includes(key) ? key : summary)
  const read = async (key: IssueKey): Promise<readonly [string, Kept]> => {
    const issue = await mine.issueWithFields({ key, customFields: [sprintField] })
    const remoteLinks = await mine.remoteLinks(key)
    const kept = {
      summary: issue.summary,
      priority: issue.priority?.name,
      status: issue.status.name,
      resolution: issue.resolution?.name,
      assignee: issue.assignee?.name,
      labels: issue.labels.toSorted(),
      components: issue.components.map(({ name }) => name).toSorted(),
      watch: issue.watchers,
      vote: issue.votes,
      sprint: sprintOf(issue),
      spent: issue.estimates?.spent ?? 0,
      comments: sorted(issue.comments.map(({ author, body }) => [author?.name, said(body)])),
      worklogs: sorted(issue.worklogs.map(({ author, comment, seconds }) => [author?.name, said(comment), seconds])),
      attachments: sorted(issue.attachments.map(({ filename, size }) => [filename, size])),
      links: sorted(
        issue.links.map(({ typeId, outward, key: other, summary }) => [typeId, outward, nameOf(other, summary)]),
      ),
      'remote-links': sorted(remoteLinks.map(({ title, url }) => [title, url])),
      parent: issue.parent?.key ?? null,
    }
    return [nameOf(key, issue.summary), kept]
  }
  return new Map(await Promise.all((await mine.ids(views[0].jql)).map(({ key }) => read(key))))
}

/** For tests: the order of those issues that are there from the beginning. */
export const orderOf = async ({ mine, keys }: Place): Promise<readonly IssueKey[]> =>
  (await mine.ids('project = PAY ORDER BY Rank ASC')).map(({ key }) => key).filter((key) => keys.includes(key))
