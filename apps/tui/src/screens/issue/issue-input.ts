import type { Change, Comment, Issue, RemoteLink, Worklog } from '@mmd/jira-api'
import type { DetailRows, DevelopmentPart, FetchedPart } from '@mmd/replica'
import type { PartFetch, SectionName } from '../../state/issue-screen.ts'
import type { Theme } from '../../theme/theme.ts'

/** Parts of an issue that cost requests of their own, as far as the copy has them. */
export interface IssueParts {
  readonly comments?: readonly Comment[]
  readonly worklogs?: readonly Worklog[]
  readonly history?: readonly Change[]
  readonly remoteLinks?: readonly RemoteLink[]
  readonly development?: DevelopmentPart
}

/** What of an issue is shown, and how. */
export interface IssueInput {
  readonly issue: Issue
  readonly detail: DetailRows | undefined
  /** What to say when the detail could not be fetched. */
  readonly problem: string | null
  readonly width: number
  /** Epoch milliseconds. */
  readonly now: number
  readonly theme: Theme
  /** With the sections that cost requests of their own; without them it is a preview. */
  readonly whole?: boolean
  readonly parts?: IssueParts
  /** It is of a service desk, where some comments are notes that customers do not see. */
  readonly isDesk?: boolean
  /** How the fetches of the parts stand. */
  readonly fetches?: Readonly<Partial<Record<FetchedPart, PartFetch>>>
  readonly toggled?: ReadonlySet<SectionName>
  /** What is newer is marked; null: nothing. */
  readonly since?: string | null
  /** When it was opened last, before now; null: never, as far as is kept. */
  readonly visitedAt?: string | null
  /** The id of who is signed in: their own words are no news to them. */
  readonly me?: string
  /** Names of people of the copy by their ids, for those who are mentioned and are not on the issue. */
  readonly people?: ReadonlyMap<string, string>
}

/** Newer than what was read at the last visit, and by somebody else. */
export const isNews = (
  { since, me }: Pick<IssueInput, 'since' | 'me'>,
  time: string | null,
  author: { readonly id: string } | null,
): boolean => since !== undefined && since !== null && time !== null && time > since && (author?.id ?? '') !== me
