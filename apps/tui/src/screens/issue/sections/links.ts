import type { IssueDetail, RemoteLink, Status } from '@mmd/jira-api'
import type { Piece } from '../../../components/pieces.ts'
import { statusRole } from '../../triage/looks.ts'
import type { IssueInput } from '../issue-input.ts'
import { linkItem, remoteItem, subtaskItem } from '../item.ts'
import type { News } from '../news.ts'
import { newsPiece, type Row, row } from '../row.ts'
import { absentRows, type Section } from '../section.ts'

const statusPiece = (status: Status | null): Piece => [
  statusRole(status?.category ?? 'unknown'),
  status === null ? '' : ` ${status.name}`,
]

export const subtaskSection = ({ subtasks }: IssueDetail, input: IssueInput): Section | null =>
  subtasks.length === 0
    ? null
    : {
        name: 'subtasks',
        count: subtasks.length,
        rows: subtasks.map(({ key, summary, status }) =>
          row([['accent', key], statusPiece(status), ['text', ` ${summary}`]], input, { item: subtaskItem(key) }),
        ),
      }

/** Links to issues come with the issue; those to the web and to pages cost a request of their own. */
export const linkSection = ({ links }: IssueDetail, input: IssueInput, { linked }: News): Section | null => {
  const remote = input.parts?.remoteLinks
  const isWhole = input.whole === true
  if (links.length === 0 && (remote === undefined ? !isWhole : remote.length === 0)) return null
  return {
    name: 'links',
    count: remote === undefined && isWhole ? null : links.length + (remote?.length ?? 0),
    wants: 'remote-links',
    rows: [
      ...links.map((link) =>
        row(
          [
            ['dim', `${link.relation} `],
            ['accent', link.key],
            statusPiece(link.status),
            newsPiece(linked.has(link.key)),
            ['text', ` ${link.summary}`],
          ],
          input,
          { item: linkItem(link), isNews: linked.has(link.key) },
        ),
      ),
      ...(remote?.map((link) => remoteRow(link, input)) ??
        (isWhole ? absentRows(input, 'remote-links', 'links to the web') : [])),
    ],
  }
}

const remoteRow = (link: RemoteLink, input: IssueInput): Row => {
  const isPage = link.applicationType === 'com.atlassian.confluence'
  return row(
    [
      ['dim', `${isPage ? 'page' : (link.relationship ?? 'web')} `],
      ['link', link.title, link.url],
      ['faint', isPage || hostOf(link.url) === '' ? '' : `  ${hostOf(link.url)}`],
      ['good', link.resolved ? ' ✓' : ''],
    ],
    input,
    { item: remoteItem(link) },
  )
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? ''
