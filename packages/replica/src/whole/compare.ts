import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { Place, Seat } from './testing.ts'

/** What the site shows, as far as copies must have it. */
export interface Picture {
  readonly lists: Readonly<Record<string, readonly IssueKey[]>>
  readonly issues: Readonly<Record<IssueKey, IssueDetail>>
  readonly rows: Readonly<Record<IssueKey, Issue>>
}

const row = ({ description: _, fields: __, ...rest }: Issue): Issue => rest

/** A list's row has no more than that; the order of what has none tells nothing. */
const rowOf = (issue: Issue | IssueDetail): Issue => {
  const { key, id, project, type, summary, status, priority, resolution, assignee, reporter } = issue
  const { labels, components, fixVersions, parent, created, updated, due } = issue
  const known = { key, id, project, type, summary, status, priority, resolution, assignee, reporter, components }
  return row({ ...known, labels: labels.toSorted(), fixVersions, parent, created, updated, due })
}

/** For tests: what the site has now. */
export const pictureOf = async ({ mine, views }: Place): Promise<Picture> => {
  const lists: Record<string, readonly IssueKey[]> = {}
  for (const { id, jql } of views) lists[id] = (await mine.ids(jql)).map(({ key }) => key)
  const issues: Record<IssueKey, IssueDetail> = {}
  const rows: Record<IssueKey, Issue> = {}
  for (const detail of await Promise.all((lists['all'] ?? []).map((key) => mine.issue(key)))) {
    issues[detail.key] = normal(detail)
    rows[detail.key] = rowOf(detail)
  }
  return { lists, issues, rows }
}

/** For tests: what a copy shows after everything was refreshed. */
export const shownBy = async ({ replica }: Seat, { views }: Place): Promise<Picture> => {
  // What is hidden here is not hidden there.
  for (const key of replica.snoozes()) replica.perform({ kind: 'snooze', key, snooze: null })
  const lists: Record<string, readonly IssueKey[]> = {}
  for (const { id } of views) {
    await replica.refreshView(id, { whole: true })
    lists[id] = replica.view(id)?.keys ?? []
  }
  const issues: Record<IssueKey, IssueDetail> = {}
  const rows: Record<IssueKey, Issue> = {}
  for (const key of lists['all'] ?? []) {
    const shown = replica.issue(key)
    if (shown !== undefined) rows[key] = rowOf(shown)
    await replica.openIssue(key, { fresh: true })
    const { detail, error } = replica.detail(key) ?? {}
    if (error) throw error
    if (detail) issues[key] = normal(detail)
  }
  return { lists, issues, rows }
}

/** Custom fields are read where somebody wants them. */
const normal = (detail: IssueDetail): IssueDetail => ({
  ...detail,
  fields: [],
  labels: detail.labels.toSorted(),
  attachments: detail.attachments.toSorted((a, b) => a.id.localeCompare(b.id)),
  links: detail.links.toSorted((a, b) => a.id.localeCompare(b.id)),
})

/** For tests: how often each token stands on the site, in comments, work, files, links outside and new issues. */
export const countTokens = async ({ mine }: Place, { issues }: Picture): Promise<(token: string) => number> => {
  const texts: string[] = []
  const linked = await Promise.all(Object.values(issues).map(({ key }) => mine.remoteLinks(key)))
  texts.push(...linked.flat().map(({ title }) => title))
  for (const { summary, comments, worklogs, attachments } of Object.values(issues)) {
    texts.push(summary, ...attachments.map(({ filename }) => filename.replace(/\.txt$/, '')))
    texts.push(...[...comments.map(({ body }) => body), ...worklogs.map(({ comment }) => comment)].map(wordOf))
  }
  return (token) => texts.filter((text) => text === token).length
}

/** For tests: the token that a text consists of. */
export const wordOf = (text: { readonly source: string } | null): string =>
  /"text":"([^"]*)"/.exec(text?.source ?? '')?.[1] ?? text?.source ?? ''
