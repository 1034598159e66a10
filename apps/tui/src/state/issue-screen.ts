import type { IssueKey } from '@mmd/jira-api'
import type { FetchedPart } from '@mmd/replica'

/** The sections of an issue, as they stand below one another. */
export type SectionName =
  | 'sla'
  | 'description'
  | 'subtasks'
  | 'links'
  | 'attachments'
  | 'comments'
  | 'worklog'
  | 'history'
  | 'development'

/** How the fetch of a part stands that costs a request of its own. */
export interface PartFetch {
  readonly phase: 'loading' | 'ready' | 'failed'
  /** Why it could not be had. */
  readonly problem: string | null
  /** `updated` of the issue when it was asked for: another one asks again. */
  readonly updated: string | null
}

/** An issue that was walked through, and where one was in it. */
export interface Stop {
  readonly key: IssueKey
  readonly top: number
  readonly item: string | null
}

/** What the screen knows of the open issue besides how far it is scrolled. */
export interface IssueScreen {
  /** The item under the cursor, such as `comment/10001`, and whose it is. */
  readonly cursor: { readonly key: IssueKey; readonly item: string } | null
  /** The line of the news that was gone to last, and whose it is. */
  readonly newsAt: { readonly key: IssueKey; readonly line: number } | null
  /** The section that was jumped to last, with the first line that was on screen then, and whose it is. */
  readonly jumped: { readonly key: IssueKey; readonly section: SectionName; readonly top: number } | null
  /** Sections that are folded though they are open at first, or the other way round. */
  readonly toggled: ReadonlySet<SectionName>
  /** By `partName`. */
  readonly parts: Readonly<Record<string, PartFetch>>
  /** Up to when the issue had been read before it was opened now; `upTo` undefined: never. */
  readonly since: { readonly key: IssueKey; readonly upTo: string | null | undefined } | null
  /** When the issue had been opened before it was opened now, as the site writes times; `at` null: never, as far as is kept. */
  readonly lastVisit: { readonly key: IssueKey; readonly at: string | null } | null
  /** The way through linked issues: `at` is the one on screen. */
  readonly trail: { readonly stops: readonly Stop[]; readonly at: number }
}

export const initialIssueScreen: IssueScreen = {
  cursor: null,
  newsAt: null,
  jumped: null,
  toggled: new Set(),
  parts: {},
  since: null,
  lastVisit: null,
  trail: { stops: [], at: 0 },
}

/** The name under which a fetch of a part is kept. */
export const partName = (key: IssueKey, part: FetchedPart): string => `${part} ${key}`

/** Sections that are closed until one opens them: what is in them is long, or costs requests that few issues are worth. */
const foldedAtFirst: ReadonlySet<SectionName> = new Set(['history', 'development'])

export const isFolded = (section: SectionName, toggled: ReadonlySet<SectionName>): boolean =>
  foldedAtFirst.has(section) !== toggled.has(section)
