import type { IssueKey } from '@mmd/jira-api'
import type { Replica } from '@mmd/replica'
import type { App, SiteSession } from '../app/app.ts'
import { ownerOf } from '../app/members.ts'
import { changedBetween, isMentioned, type Look, type News, newsBetween, seenOf, tookIt } from './news.ts'
import { noticeSequence } from './sequence.ts'
import { noticeWords } from './words.ts'

/** How long one waits for more before a look, and after a notice before the next, ms. */
const lookPause = 2000
const noticePause = 60_000

/** Changed issues that are fetched whole after a look, since lists bring no comments. */
const fetchedPerLook = 3

/** Rows of each view that are looked at, from its first on. */
const rowsPerView = 1000

export interface NoticeKeeper {
  /** The terminal's window is looked at, or not any more. */
  readonly focus: (isFocused: boolean) => void
  readonly close: () => void
}

export interface NoticeOptions {
  readonly write: (sequence: string) => unknown
  /** By which the terminal is told, as `Environment.terminalVariables`. */
  readonly variables: Readonly<Record<string, string>>
}

/** Tells of what comes for the person while they look at another window. */
export const keepNotices = (app: App, { write, variables }: NoticeOptions): NoticeKeeper => {
  /** What was there when it was last looked; null while somebody looks at the screen. */
  let before: Look | null = null
  let waiting: readonly News[] = []
  let toldAt = Number.NEGATIVE_INFINITY
  let lookTimer: NodeJS.Timeout | undefined
  let tellTimer: NodeJS.Timeout | undefined
  let unwatch = (): void => {}

  const tell = (): void => {
    const { notices } = app.store.get().config
    const news = waiting.filter(({ kind }) => (kind === 'mention' ? notices.mentions : notices.assignments))
    waiting = []
    const sequence = news.length === 0 ? '' : noticeSequence(noticeWords(news), notices.by, variables)
    if (sequence === '') return
    toldAt = app.shell.now()
    write(sequence)
  }

  const check = async (): Promise<void> => {
    const from = before
    const session = app.session()
    if (from === null || session === null) return
    const now = lookAt(app)
    const changed = app.store.get().config.notices.mentions ? changedBetween(from, now).slice(0, fetchedPerLook) : []
    before = now
    await Promise.allSettled(changed.map((key) => session.replica.openIssue(key)))
    // Somebody has come back meanwhile, and sees it.
    if (before !== now) return
    const news = newsBetween(from, now, (key, since) => {
      const { session: owner } = ownerOf(session, key)
      const comments = session.replica.detail(key)?.detail?.comments ?? []
      return owner.site.user !== undefined && isMentioned(comments, since, owner.site.user.id)
    })
    const own = await takenByOneself(session, news)
    if (before !== now) return
    lookTimer = undefined
    waiting = [...waiting, ...news.filter((one) => !own.has(one))]
    if (waiting.length === 0 || tellTimer !== undefined) return
    const left = toldAt + noticePause - app.shell.now()
    if (left <= 0) return tell()
    tellTimer = setTimeout(() => {
      tellTimer = undefined
      tell()
    }, left)
    tellTimer.unref()
  }

  const watch = (replica: Replica | undefined): void => {
    unwatch()
    unwatch = (): void => {}
    if (replica === undefined) return
    unwatch = replica.subscribe(() => {
      lookTimer ??= setTimeout(() => void check(), lookPause).unref()
    })
  }

  const rest = (): void => {
    unwatch()
    clearTimeout(lookTimer)
    clearTimeout(tellTimer)
    lookTimer = undefined
    tellTimer = undefined
    waiting = []
    before = null
  }

  return {
    focus: (isFocused) => {
      rest()
      if (isFocused || app.store.get().config.notices.by === 'none') return
      before = lookAt(app)
      watch(app.session()?.replica)
    },
    close: rest,
  }
}

/** Assignments that the person made, here or in the browser. */
const takenByOneself = async (session: SiteSession, news: readonly News[]): Promise<ReadonlySet<News>> => {
  const given = news.filter(({ kind }) => kind === 'assignment').slice(0, fetchedPerLook)
  const taken = await Promise.all(
    given.map(async (one) => {
      await session.openPart(one.key, 'history').catch(() => undefined)
      const history = session.replica.part(one.key, 'history')
      const me = ownerOf(session, one.key).session.site.user?.id
      return Array.isArray(history) && me !== undefined && tookIt(history, me) ? [one] : []
    }),
  )
  return new Set(taken.flat())
}

/** What there is to see in the views of the site, or sites, on screen. */
const lookAt = (app: App): Look => {
  const session = app.session()
  const look = new Map<IssueKey, ReturnType<typeof seenOf>>()
  if (session === null) return look
  const { replica } = session
  for (const { id } of app.store.get().views) {
    for (const key of replica.view(id)?.keys.slice(0, rowsPerView) ?? []) {
      const me = ownerOf(session, key).session.site.user?.id
      const issue = look.has(key) || me === undefined ? undefined : replica.issue(key)
      if (issue === undefined || me === undefined) continue
      look.set(key, seenOf(issue, replica.marks(key), me))
    }
  }
  return look
}
