import { withPatience } from '@mmd/jira-api'
import type { SiteClient, User } from '@mmd/jira-api/model'
import type { Engine, EngineNews } from './engine.ts'
import { forgetLostFiles } from './face/forget-lost-files.ts'
import { createRefresher } from './refresher/create-refresher.ts'
import { readTransitions } from './refresher/transitions.ts'
import { Sender } from './sender/sender.ts'
import { type Graces, usualGraces } from './sender/verdict.ts'
import { openSenderLock } from './store/sender-lock.ts'
import type { Store } from './store/store.ts'

export interface EngineOptions {
  readonly client: SiteClient
  /** A connection of the engine's own; closed with it. */
  readonly store: Store
  readonly deployment: 'datacenter' | 'cloud'
  /** The signed-in user, where known; else the site is asked once. */
  readonly me?: User | undefined
  /** Epoch milliseconds. */
  readonly now?: () => number
  /** How long an answer that got lost is waited for. */
  readonly graces?: Partial<Graces>
  /** For one that lives for hours: it tidies the copy up now and then. */
  readonly tidies?: boolean
}

/** How long what is being sent may take when the engine is closed, ms. */
const lastWords = 3_000

/**
 * So long a request waits by itself where the site asks to be left alone, ms. What is to be sent is better back in the outbox,
 * which says so and knows when to go on; of what is read somebody is told.
 */
const patience = { send: 3_000, read: 10_000 } as const

/** When a copy is tidied up: not while somebody has just begun to work, and then now and then, ms. */
const tidyAfter = { first: 60_000, next: 3_600_000 } as const

/** Starts what works in the background on a site's copy. It sends and asks nothing until it is told to. */
export const openEngine = (options: EngineOptions): Engine => {
  const { client, store, deployment, now = Date.now } = options
  const listeners = new Set<(news: EngineNews) => void>()
  const abort = new AbortController()
  const tell = (news: EngineNews): void => {
    for (const listener of listeners) listener(news)
  }
  const [reading, sending] = [withPatience(client, patience.read), withPatience(client, patience.send)]
  const refresher = createRefresher({ client: reading, store, now, onNews: tell, signal: abort.signal })
  let asked = options.me === undefined ? undefined : Promise.resolve(options.me)
  const me = (): Promise<User> => {
    asked ??= sending.myself({ signal: abort.signal }).catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }
  const sender = new Sender({
    client: sending,
    store,
    deployment,
    now,
    me,
    elapsed: () => performance.now(),
    graces: { ...usualGraces, ...options.graces },
    signal: abort.signal,
    lock: openSenderLock(store.folder),
    tell,
  })
  const tidy = (): void => {
    // The next try may have more luck: nothing depends on it.
    if (sender.state().sender === 'idle') {
      attempt(() => store.tidy())
      attempt(() => forgetLostFiles(store, now()))
    }
    timer = setTimeout(tidy, tidyAfter.next).unref()
  }
  let timer = options.tidies === true ? setTimeout(tidy, tidyAfter.first).unref() : undefined
  return {
    openView: (spec) => refresher.openView(spec),
    refreshView: (id, how) => refresher.refreshView(id, how),
    loadMore: (id, count) => refresher.loadMore(id, count),
    countView: (spec) => refresher.countView(spec),
    openIssue: (key, how) => refresher.openIssue(key, how),
    openPart: (key, part) => refresher.openPart(key, part),
    transitions: (key) => readTransitions({ client: reading, store, now }, key, { signal: abort.signal }),
    catalogue: (name, how) => refresher.catalogue(name, how),
    wake: async () => sender.wake(),
    idle: async () => {
      await refresher.idle()
      await sender.idle()
    },
    close: async () => {
      clearTimeout(timer)
      const end = setTimeout(() => abort.abort(), lastWords)
      await Promise.all([refresher.close(), sender.close()])
      clearTimeout(end)
      abort.abort()
      store.close()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const attempt = (work: () => void): void => {
  try {
    work()
  } catch {
    // A full disk or a busy copy is told by whatever needs it.
  }
}
