import type { IssueKey, SiteClient } from '@mmd/jira-api/model'
import type { Engine, EngineNews } from '../engine.ts'
import type { ViewSpec } from '../replica.ts'
import type { Store } from '../store/store.ts'
import { readCatalogue } from './catalogues.ts'
import { Issues } from './issues.ts'
import { readPart } from './parts.ts'
import { type SyncOptions, type SyncReport, syncViews } from './sync.ts'
import { Views } from './views.ts'

export interface RefresherOptions {
  readonly client: SiteClient
  /** Of the engine; not closed here. */
  readonly store: Store
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly onNews: (news: EngineNews) => void
  /** Ends all that is being read. */
  readonly signal: AbortSignal
}

/** The part of the engine that reads: views, issues, parts and catalogues, each into the copy. */
export interface Refresher
  extends Pick<
    Engine,
    'openView' | 'refreshView' | 'loadMore' | 'countView' | 'openIssue' | 'openPart' | 'catalogue' | 'idle' | 'close'
  > {
  /** Copies views wholly, every issue with all of it. Throws what the site said; what was read stays, and is not read again. */
  sync(views: readonly ViewSpec[], options?: SyncOptions): Promise<SyncReport>
}

/** Makes the reader of a copy. It asks nothing until it is told to. */
export const createRefresher = ({ signal: outer, ...ports }: RefresherOptions): Refresher => {
  const closing = new AbortController()
  const signal = AbortSignal.any([outer, closing.signal])
  const scope = { ...ports, signal }
  const [views, issues] = [new Views(scope), new Issues(scope)]
  const working = new Set<Promise<unknown>>()
  const shared = new Map<string, Promise<unknown>>()

  const track = <T>(work: Promise<T>): Promise<T> => {
    const tracked = work.finally(() => working.delete(tracked))
    working.add(tracked)
    return tracked
  }
  /** One at a time of the same name: whoever asks meanwhile gets the same answer. */
  const share = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const running = shared.get(name) as Promise<T> | undefined
    if (running !== undefined) return running
    const started = track(work()).finally(() => shared.delete(name))
    shared.set(name, started)
    return started
  }
  const idle = async (): Promise<void> => {
    while (working.size > 0) await Promise.allSettled(working)
  }

  return {
    openView: (spec) => track(views.open(spec)),
    refreshView: (id, options) => track(views.refresh(id, options)),
    loadMore: (id, count) => track(views.more(id, count)),
    countView: (spec) => track(views.count(spec)),
    openIssue: (key, options) => track(issues.open(key, options)),
    openPart: (key: IssueKey, part) => share(`part ${part} ${key}`, () => readPart(scope, key, part)),
    catalogue: (name, { fresh = false } = {}) =>
      share(`catalogue ${fresh ? 'fresh' : 'kept'} ${name}`, () => readCatalogue(ports, name, { fresh, signal })),
    sync: (specs, options) => track(syncViews(scope, specs, options)),
    idle,
    close: async () => {
      closing.abort()
      await idle()
    },
  }
}
