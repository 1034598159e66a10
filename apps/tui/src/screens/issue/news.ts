import type { Change, IssueDetail } from '@mmd/jira-api'
import type { SectionName } from '../../state/issue-screen.ts'
import { type IssueInput, isNews } from './issue-input.ts'
import { commentsOf, worklogsOf } from './talk-lists.ts'

/** What others did since the last visit. */
export interface News {
  /** Fields that were changed, by id and, for older sites, by name in lower case. */
  readonly fields: ReadonlySet<string>
  /** Keys of issues that links were made to. */
  readonly linked: ReadonlySet<string>
  /** How much is new in a section. */
  readonly counts: Readonly<Partial<Record<SectionName, number>>>
  /** All of it, each thing once. */
  readonly total: number
}

type Item = Change['items'][number]

/** What has a section of its own, where it is counted, or says what something else says already. */
const elsewhere: ReadonlySet<string> = new Set([
  'attachment',
  'comment',
  'link',
  'remotelink',
  'remoteissuelink',
  'timeestimate',
  'timespent',
  'worklogid',
  'worklogtimespent',
])

const isLink = ({ field }: Item): boolean => field.toLowerCase() === 'link'

/** An issue's key in the words of a link: `This issue blocks PAY-12`. */
const linkedKey = ({ from, to }: Item): readonly string[] => /[A-Z][A-Z\d_]+-\d+/g.exec(to ?? from ?? '') ?? []

const changesOf = (input: IssueInput): readonly Item[] =>
  (input.parts?.history ?? [])
    .filter(({ author, created }) => isNews(input, created, author))
    .flatMap(({ items }) => items)

const countOf = <T>(list: readonly T[], isNew: (one: T) => boolean): number => list.filter(isNew).length

const inSections = (detail: IssueDetail, input: IssueInput): News['counts'] => ({
  attachments: countOf(detail.attachments, ({ created, author }) => isNews(input, created, author)),
  comments: countOf(commentsOf(detail, input), ({ created, updated, author }) =>
    isNews(input, updated ?? created, author),
  ),
  worklog: countOf(worklogsOf(detail, input.parts), ({ created, updated, author }) =>
    isNews(input, updated ?? created, author),
  ),
})

export const newsOf = (input: IssueInput): News => {
  const items = changesOf(input)
  const fields = items.filter(({ field }) => !elsewhere.has(field.toLowerCase()))
  const links = items.filter(isLink)
  const detail = input.detail?.detail ?? null
  const counts = { ...(detail === null ? {} : inSections(detail, input)), links: links.length }
  return {
    fields: new Set(fields.flatMap(({ fieldId, field }) => [fieldId ?? '', field.toLowerCase()])),
    linked: new Set(links.flatMap(linkedKey)),
    counts,
    total:
      new Set(fields.map(({ fieldId, field }) => fieldId ?? field.toLowerCase())).size +
      Object.values(counts).reduce((sum, count) => sum + count, 0),
  }
}

/** The issue was changed since the last visit, by whomever. */
export const isChangedSince = ({ issue, since: upTo }: Pick<IssueInput, 'issue' | 'since'>): boolean =>
  upTo !== undefined && upTo !== null && issue.updated !== null && issue.updated > upTo
