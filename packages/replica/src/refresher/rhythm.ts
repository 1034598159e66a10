import type { SiteErrorData } from '../failure.ts'

const minuteMs = 60_000
const onScreenMs = 2 * minuteMs
const othersMs = 10 * minuteMs
/** Coming back asks again, but not each time one looks away for a moment. */
const focusMs = 20_000
/** Nobody looks any more: so long after the window was left, or the last key. */
const leftMs = 5 * minuteMs
const stillMs = 15 * minuteMs
/** Other views that are kept fresh: those that were on screen within this time. */
const latelyMs = 60 * minuteMs
const longestMs = 30 * minuteMs

export interface RhythmOptions {
  /** Refreshes a view in the background; gives what went wrong, null: nothing. Does not throw. */
  readonly refresh: (view: string) => Promise<Pick<SiteErrorData, 'details'> | null>
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Calls back once after so many milliseconds, unless the function that it gives is called before. */
  readonly setTimer: (ms: number, run: () => void) => () => void
}

/** When views are refreshed without anybody asking for it. */
export interface Rhythm {
  /** The window is looked at. */
  focus(): void
  blur(): void
  /** Somebody pressed a key. */
  key(): void
  /** This view is on screen from now on; what opens it has asked the site. */
  show(view: string): void
  /** Ends it; a refresh that is on its way is not ended. */
  close(): void
}

interface Watched {
  readonly shownAt: number
  readonly refreshedAt: number
  readonly failures: number
  /** The site asked not to be asked before. */
  readonly notBefore: number
}

/** Refreshes the view on screen every two minutes, others that were opened lately every ten, and nothing while nobody looks. */
export const createRhythm = ({ refresh, now, setTimer }: RhythmOptions): Rhythm => {
  const watched = new Map<string, Watched>()
  let shown: string | null = null
  let blurredAt: number | null = null
  let keyAt = now()
  let isRunning = false
  let isClosed = false
  let disarm = (): void => undefined

  const someoneLooks = (at: number): boolean => at - keyAt < stillMs && (blurredAt === null || at - blurredAt < leftMs)

  const dueAt = (view: string, { refreshedAt, failures, notBefore, shownAt }: Watched): number => {
    if (view !== shown && now() - shownAt > latelyMs) return Number.POSITIVE_INFINITY
    const every = view === shown ? onScreenMs : othersMs
    return Math.max(notBefore, refreshedAt + Math.min(longestMs, every * 2 ** failures))
  }

  const next = (): readonly [view: string, at: number] | undefined =>
    [...watched].map(([view, known]) => [view, dueAt(view, known)] as const).toSorted(([, a], [, b]) => a - b)[0]

  const run = async (view: string): Promise<void> => {
    isRunning = true
    const begun = now()
    const error = await refresh(view)
    isRunning = false
    const known = watched.get(view)
    const waitMs = (error?.details?.retryAfter ?? 0) * 1000
    if (known !== undefined) {
      const failures = error === null ? 0 : known.failures + 1
      watched.set(view, { ...known, refreshedAt: begun, failures, notBefore: waitMs > 0 ? now() + waitMs : 0 })
    }
    // A site that asks for a pause asks for all of its views.
    if (waitMs > 0)
      for (const [other, rest] of watched)
        watched.set(other, { ...rest, notBefore: Math.max(rest.notBefore, now() + waitMs) })
    arm()
  }

  /** Waits for what is due next, or does it; not while nobody looks: then a key or the focus goes on. */
  const arm = (): void => {
    disarm()
    disarm = () => undefined
    if (isClosed || isRunning || !someoneLooks(now())) return
    const [view, at] = next() ?? ['', Number.POSITIVE_INFINITY]
    if (at === Number.POSITIVE_INFINITY) return
    const wait = at - now()
    if (wait <= 0) void run(view)
    else disarm = setTimer(wait, arm)
  }

  return {
    focus: () => {
      blurredAt = null
      keyAt = now()
      const known = shown === null ? undefined : watched.get(shown)
      const isDue = known !== undefined && known.failures === 0 && now() - known.refreshedAt >= focusMs
      if (shown !== null && isDue && !isRunning && !isClosed && now() >= known.notBefore) void run(shown)
      else arm()
    },
    blur: () => {
      blurredAt ??= now()
    },
    key: () => {
      const looked = someoneLooks(now())
      keyAt = now()
      // Terminals that tell of keys although they do not tell of the focus again.
      blurredAt = null
      if (!looked) arm()
    },
    show: (view) => {
      shown = view
      const known = watched.get(view) ?? { refreshedAt: now(), failures: 0, notBefore: 0 }
      watched.set(view, { ...known, shownAt: now() })
      arm()
    },
    close: () => {
      isClosed = true
      disarm()
    },
  }
}
