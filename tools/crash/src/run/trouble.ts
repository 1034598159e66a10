import type { FaultKind, Faults } from '@mmd/jira-sandbox'
import type { RequestHead } from '../proxy/framing.ts'
import type { Fate } from '../proxy/proxy.ts'
import type { Random } from '../random.ts'

export interface TroublePorts {
  readonly random: Random
  readonly faults: Faults
  /** The site goes down for so many milliseconds. */
  readonly restart: (ms: number) => void
  readonly tell: (line: string) => void
}

/** Decides what becomes of requests. */
export interface Trouble {
  fateOf(request: RequestHead): Fate
  /** From now on everything goes well. */
  end(): void
}

const pass: Fate = { kind: 'pass' }

/** Longer than an actor waits for an answer, and shorter than the time in which a site is trusted to be done with a request. */
const slowMs = { least: 100, most: 1_200 }

/** Most that goes wrong in one run, so that it comes to an end. */
const most = 8

const siteFault = (random: Random): FaultKind =>
  random.pick<() => FaultKind>([
    () => ({ kind: 'drop' }),
    () => ({ kind: 'drop-after' }),
    () => ({ kind: 'drop-after' }),
    () => ({ kind: 'status', status: random.pick([500, 502, 503]) }),
    () => ({ kind: 'html' }),
    () => ({ kind: 'bad-json' }),
    () => ({ kind: 'rate-limit', retryAfter: random.between(0, 1) }),
    () => ({ kind: 'slow', delayMs: random.between(slowMs.least, slowMs.most) }),
  ])()

const wireFate = (random: Random): Fate =>
  random.pick<() => Fate>([
    () => ({ kind: 'cut-request', after: random.between(0, 600) }),
    () => ({ kind: 'cut-answer', after: random.between(0, 400) }),
    () => ({ kind: 'bad-gateway' }),
  ])()

/** Faults at random: of the site, of the line, and of both at once when the site starts anew. */
export const createTrouble = ({ random, faults, restart, tell }: TroublePorts): Trouble => {
  const share = 0.1 + random.next() * 0.4
  let left = random.between(0, most)
  let isOver = false
  const draw = (request: RequestHead): Fate => {
    const kind = random.next()
    const place = `${request.number} ${request.method} ${request.path.split('?')[0] ?? ''}`
    if (kind < 0.1) {
      const ms = random.between(10, 400)
      tell(`request ${place}: the site goes down for ${ms} ms`)
      restart(ms)
      return { kind: 'cut-request', after: 0 }
    }
    if (kind < 0.4) {
      const fate = wireFate(random)
      tell(`request ${place}: ${JSON.stringify(fate)}`)
      return fate
    }
    const fault = siteFault(random)
    tell(`request ${place}: ${JSON.stringify(fault)}`)
    faults.add({ ...fault, match: { method: request.method, path: '' }, times: 1 })
    return pass
  }
  return {
    fateOf: (request) => {
      if (isOver || left === 0 || !random.chance(request.isWrite ? share * 2 : share)) return pass
      left -= 1
      return draw(request)
    },
    end: () => {
      isOver = true
      faults.clear()
    },
  }
}
