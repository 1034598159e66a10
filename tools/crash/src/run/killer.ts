import type { ActorLine } from '../actor/messages.ts'
import type { RequestHead } from '../proxy/framing.ts'
import type { Moment } from '../proxy/proxy.ts'
import type { Aim } from './aim.ts'

/** Longest life of a process that is to be killed, ms from its start and from when it was ready: it may wait for longer than anybody wants to. */
const longestMs = { start: 15_000, ready: 3_500 }

/** Kills one process when what it aims at has come. */
export interface Killer {
  onLine(line: ActorLine): void
  onMoment(request: RequestHead, moment: Moment): void
  /** Its process has ended. */
  stop(): void
}

/** Watches one process from its start on. */
export const createKiller = (aim: Aim, kill: (why: string) => void): Killer => {
  const timers = new Set<NodeJS.Timeout>()
  let seen = 0
  const after = (ms: number, why: string): void => void timers.add(setTimeout(() => kill(why), ms))
  after(longestMs.start, 'it does not get ready')
  return {
    onLine: (line) => {
      if (line.kind === 'ready') after(longestMs.ready, 'its time is over')
      if (line.kind === 'ready' && aim.kind === 'time') after(aim.afterMs, 'now')
      if (aim.kind !== 'step' || line.kind !== aim.at) return
      seen += 1
      if (seen !== aim.nth) return
      if (aim.afterMs === 0) kill(`${aim.at} ${line.index}`)
      else after(aim.afterMs, `after ${aim.at} ${line.index}`)
    },
    onMoment: (request, moment) => {
      if (aim.kind !== 'write' || !request.isWrite || moment !== aim.moment) return
      seen += 1
      if (seen === aim.nth) kill(`${moment} of request ${request.number}`)
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
