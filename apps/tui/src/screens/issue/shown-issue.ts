import type { Change, Comment, Issue, IssueKey, RemoteLink, Worklog } from '@mmd/jira-api'
import type { DetailRows, DevelopmentPart, FetchedPart, Replica } from '@mmd/replica'
import type { SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { presentError } from '../../present-error.ts'
import { type IssueScreen, type PartFetch, partName } from '../../state/issue-screen.ts'
import { currentIssue, cursorItem, readsIssue } from '../../state/selectors.ts'
import type { AppState } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { triageLayout } from '../triage/layout.ts'
import { previewLines } from '../triage/preview-pane.ts'
import type { IssueDocument } from './issue-document.ts'
import type { IssueInput, IssueParts } from './issue-input.ts'
import { knownNames } from './names.ts'

/** The issue on screen with the lines that it takes, and what of them is seen. */
export interface ShownIssue {
  readonly key: IssueKey
  readonly lines: IssueDocument
  readonly top: number
  readonly height: number
  readonly cursor: string | null
}

const partNames: readonly FetchedPart[] = ['comments', 'worklogs', 'history', 'remote-links', 'development']

/** The issue that the preview shows, laid out as it is drawn; undefined: there is none, or no room for it. */
export const shownIssue = (
  state: AppState,
  session: SiteSession,
  { now, theme }: { readonly now: number; readonly theme: Theme },
): ShownIssue | undefined => {
  const box = triageLayout(state).preview
  const issue = currentIssue(state, session.replica)
  if (box === null || issue === undefined) return undefined
  const { key } = issue
  const owner = ownerOf(session, key).session
  const detail = session.replica.detail(key)
  const failure = detail?.error ?? null
  const input: IssueInput = {
    issue,
    detail,
    problem: failure === null ? null : presentError(failure, { site: owner.site.name }).what,
    width: box.width - 2,
    now,
    theme,
    whole: readsIssue(state),
    ...partsOf(session.replica, key, state.issue.parts),
    isDesk: isOfDesk(issue, detail, owner.replica),
    toggled: state.issue.toggled,
    ...sinceOf(state, session.replica, key),
    visitedAt: visitOf(state, session.replica, key),
    people: knownNames(owner.replica, now),
    ...(owner.site.user === undefined ? {} : { me: owner.site.user.id }),
  }
  const lines = previewLines(input)
  const height = Math.max(0, box.height - 2)
  const top = state.preview.key === key ? lines.clampTop(state.preview.top, height) : 0
  return { key, lines, top, height, cursor: cursorItem(state) }
}

/** Whether an issue is of a service desk, as far as it can be told without asking. */
const isOfDesk = ({ project }: Issue, detail: DetailRows | undefined, replica: Replica): boolean => {
  if (project.serviceDesk === true || detail?.detail?.fields.some(({ value }) => value.kind === 'sla') === true)
    return true
  const known = replica.catalogue(`project:${project.key}`)
  return typeof known === 'object' && known !== null && 'kind' in known && known.kind === 'service_desk'
}

const sinceOf = ({ issue }: AppState, replica: Replica, key: IssueKey): { readonly since?: string | null } => {
  // At the first visit what comes after it has begun is new.
  const upTo = (issue.since?.key === key ? issue.since.upTo : undefined) ?? replica.readUpTo(key)
  return upTo === undefined ? {} : { since: upTo }
}

/** Until this visit is written down, the last one is the one before it. */
const visitOf = ({ issue }: AppState, replica: Replica, key: IssueKey): string | null =>
  issue.lastVisit?.key === key ? issue.lastVisit.at : (replica.visits().get(key) ?? null)

interface KnownParts {
  /** Two sites may have an issue of the same key. */
  readonly replica: Replica
  readonly key: IssueKey
  readonly version: number
  readonly states: IssueScreen['parts']
  readonly said: string
  readonly parts: IssueParts
  readonly fetches: Readonly<Partial<Record<FetchedPart, PartFetch>>>
}

let known: KnownParts | undefined

/** What the engine has put there is of this kind: it was read by the client. */
const isList = (value: unknown): boolean => Array.isArray(value)

const isDevelopment = (value: unknown): value is DevelopmentPart =>
  typeof value === 'object' && value !== null && 'details' in value && Array.isArray(value.details)

/**
 * The parts of an issue that the copy has, and how their fetches stand. The same objects as long as they say the same:
 * each refresh of a list has the copy read its rows anew, and long issues would be laid out again.
 */
const partsOf = (
  replica: Replica,
  key: IssueKey,
  states: IssueScreen['parts'],
): Pick<KnownParts, 'parts' | 'fetches'> => {
  const version = replica.version()
  const before = known?.replica === replica && known.key === key ? known : undefined
  if (before?.version === version && before.states === states) return before
  const [comments, worklogs, history, remoteLinks, development] = partNames.map((part) => replica.part(key, part))
  const lists = {
    comments: isList(comments) ? (comments as readonly Comment[]) : undefined,
    worklogs: isList(worklogs) ? (worklogs as readonly Worklog[]) : undefined,
    history: isList(history) ? (history as readonly Change[]) : undefined,
    remoteLinks: isList(remoteLinks) ? (remoteLinks as readonly RemoteLink[]) : undefined,
    development: isDevelopment(development) ? development : undefined,
  }
  const fetched = partNames.map((part) => [part, states[partName(key, part)]] as const)
  const said = JSON.stringify([lists, fetched])
  if (before?.said === said) known = { ...before, version, states }
  else
    known = {
      replica,
      key,
      version,
      states,
      said,
      parts: Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined)),
      fetches: Object.fromEntries(fetched.filter(([, value]) => value !== undefined)),
    }
  return known
}
