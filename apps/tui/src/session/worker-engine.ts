import type { Transition } from '@mmd/jira-api'
import { asSiteError, type Engine, type EngineNews, type SiteErrorData, toErrorData } from '@mmd/replica'
import type { EngineMethod } from './rpc.ts'

/** What an engine in a worker thread is reached by. */
export interface EngineCalls {
  /** Starts the worker where none runs. */
  readonly call: (method: EngineMethod, args: readonly unknown[]) => Promise<unknown>
  /** Ends it; called once. */
  readonly close: () => Promise<void>
}

/** The engine as the screen's thread has it. */
export interface WorkerEngine extends Engine {
  /** News of the worker that runs now. */
  readonly tell: (news: EngineNews) => void
  /** The worker is gone, or another one takes its place: what it was fetching will not come. */
  readonly stopped: () => void
}

/** Pauses before a worker that died is started again, ms: the first, and the longest. */
const firstPause = 1000
const longestPause = 60_000

const stoppedError: SiteErrorData = {
  name: 'JiraApiError',
  code: 'network',
  message: 'the background thread stopped and starts again',
  details: {},
}

/** Ids whose fetch is under way, as the news of one kind tell it. */
const follow = (loading: Set<string>, states: EngineNews['views'] = {}): void => {
  for (const [id, { phase }] of Object.entries(states)) {
    if (phase === 'loading') loading.add(id)
    else loading.delete(id)
  }
}

const failed = (loading: Set<string>): NonNullable<EngineNews['views']> => {
  const states = Object.fromEntries([...loading].map((id) => [id, { phase: 'failed', error: stoppedError }] as const))
  loading.clear()
  return states
}

/**
 * The engine that lives in a worker thread. When the thread dies it is started again after a pause, which grows while it goes
 * on dying: what lies in the outbox must not wait for somebody to press a key.
 */
export const createWorkerEngine = ({ call, close }: EngineCalls): WorkerEngine => {
  const listeners = new Set<(news: EngineNews) => void>()
  const views = new Set<string>()
  const issues = new Set<string>()
  let pause = firstPause
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const tell = (news: EngineNews): void => {
    follow(views, news.views)
    follow(issues, news.issues)
    for (const listener of listeners) listener(news)
  }
  const ask = async (method: EngineMethod, ...args: readonly unknown[]): Promise<unknown> => {
    const answer = await call(method, args)
    pause = firstPause
    return answer
  }
  const run = async (method: EngineMethod, ...args: readonly unknown[]): Promise<void> => {
    await ask(method, ...args)
  }
  /** A fetch is never waited for by what begins it: how it ends is told. Nor does it reject when the thread dies, or is ended. */
  const fetch = async (kind: 'views' | 'issues', method: EngineMethod, id: string, args: readonly unknown[]) => {
    try {
      await run(method, ...args)
    } catch (error) {
      if (!isClosed) tell({ [kind]: { [id]: { phase: 'failed', error: toErrorData(asSiteError(error)) } } })
    }
  }
  return {
    tell,
    stopped: () => {
      tell({ views: failed(views), issues: failed(issues) })
      clearTimeout(timer)
      // Should it fail again, the thread has died again.
      timer = setTimeout(() => void call('wake', []).catch(() => undefined), pause)
      timer.unref()
      pause = Math.min(longestPause, pause * 2)
    },
    openView: (spec) => fetch('views', 'openView', spec.id, [spec]),
    refreshView: (id, options) => fetch('views', 'refreshView', id, [id, options]),
    loadMore: (id, count) => fetch('views', 'loadMore', id, [id, count]),
    countView: (spec) => fetch('views', 'countView', spec.id, [spec]),
    openIssue: (key, options) => fetch('issues', 'openIssue', key, [key, options]),
    openPart: (key, part) => run('openPart', key, part),
    transitions: async (key) => (await ask('transitions', key)) as readonly Transition[],
    catalogue: (name, options) => ask('catalogue', name, options),
    wake: () => run('wake'),
    idle: () => run('idle'),
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await close()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
