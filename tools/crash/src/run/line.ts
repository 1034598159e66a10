import type { RequestHead } from '../proxy/framing.ts'
import { type Moment, startProxy } from '../proxy/proxy.ts'
import type { Random } from '../random.ts'
import type { Site } from '../site.ts'
import { createTrouble } from './trouble.ts'

export interface LinePorts {
  readonly site: Site
  readonly random: Random
  readonly tell: (line: string) => void
  readonly onMoment: (request: RequestHead, moment: Moment) => void
}

/** The way to a site, on which things go wrong. */
export interface Line extends AsyncDisposable {
  /** Where the processes of a run find the site. */
  readonly baseUrl: string
  /** From now on everything works. */
  calm(): Promise<void>
  /** Things that went wrong so far. */
  troubles(): number
}

/** Puts a line before a site. */
export const startLine = async ({ site, random, tell, onMoment }: LinePorts): Promise<Line> => {
  let troubles = 0
  let isUp: Promise<void> = Promise.resolve()
  const goDown = async (ms: number): Promise<void> => {
    await proxy.shut()
    await new Promise((resolve) => setTimeout(resolve, ms))
    await proxy.open()
  }
  const trouble = createTrouble({
    random,
    faults: site.faults,
    tell: (line) => {
      troubles += 1
      tell(line)
    },
    restart: (ms) => {
      isUp = isUp.then(() => goDown(ms))
    },
  })
  const proxy = await startProxy({
    target: site.port,
    fateOf: (request) => trouble.fateOf(request),
    onMoment: (request, moment) => {
      if (moment === 'request-here') tell(`  ${request.number} ${request.method} ${request.path}`)
      if (moment === 'answer-here') tell(`  ${request.number} answered`)
      onMoment(request, moment)
    },
  })
  return {
    baseUrl: `http://127.0.0.1:${proxy.port}${site.path}`,
    calm: async () => {
      trouble.end()
      await isUp
      tell('everything works from now on')
    },
    troubles: () => troubles,
    [Symbol.asyncDispose]: async () => {
      await isUp
      await proxy[Symbol.asyncDispose]()
    },
  }
}
