import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Life, startLife } from '../actor/life.ts'
import type { ActorLine, ActorTask, Place } from '../actor/messages.ts'
import { type Problem, problem } from '../judge/problem.ts'
import type { Plan } from '../plan/make-plan.ts'
import type { Step } from '../plan/step.ts'
import type { RequestHead } from '../proxy/framing.ts'
import type { Moment } from '../proxy/proxy.ts'
import type { Random } from '../random.ts'
import { aimWords, takeAim } from './aim.ts'
import type { Finish } from './finish.ts'
import { createKiller, type Killer } from './killer.ts'

export interface LivesPorts {
  /** The bundled actor. */
  readonly actor: string
  readonly folder: string
  readonly random: Random
  readonly plan: Plan
  readonly tell: (line: string) => void
}

/** The processes of a run, one after the other and some beside each other. */
export interface Lives {
  /** Lets some of them work and kills them. */
  spend(place: Place): Promise<void>
  /** What none of them has begun, and what the steps before have made. */
  left(): Pick<Finish, 'steps' | 'changes'>
  /** Hears somebody who goes on with the plan. */
  hear(name: string, line: ActorLine): void
  readonly onMoment: (request: RequestHead, moment: Moment) => void
  /** Operations whose `perform` returned. */
  acknowledged(): readonly number[]
  problems(): readonly Problem[]
  kills(): number
}

export const createLives = ({ actor, folder, random, plan, tell }: LivesPorts): Lives => {
  const acknowledged: number[] = []
  const problems: Problem[] = []
  const changes: Record<number, number> = {}
  const begun = new Set<number>()
  const killers = new Set<Killer>()
  let lives = 0
  let kills = 0

  const left = (steps: readonly Step[]): readonly Step[] => steps.filter(({ index }) => !begun.has(index))

  const hear = (name: string, line: ActorLine): void => {
    if (line.kind === 'start') begun.add(line.index)
    if (line.kind === 'done') {
      acknowledged.push(...line.ids)
      if (line.change !== null) changes[line.index] = line.change
    }
    tell(`${name}: ${JSON.stringify(line)}`)
  }

  const start = (
    task: ActorTask,
    onLine: (line: ActorLine) => void,
  ): { readonly life: Life; readonly name: string } => {
    lives += 1
    const name = `process ${lives}`
    const file = join(folder, `task-${lives}.json`)
    writeFileSync(file, JSON.stringify(task))
    const life = startLife(actor, file, (line) => {
      hear(name, line)
      onLine(line)
    })
    return { life, name }
  }

  const end = async ({ life, name }: { readonly life: Life; readonly name: string }): Promise<void> => {
    const { code, signal, said } = await life.ended
    tell(`${name} ended: ${signal ?? code}`)
    if (signal === 'SIGKILL') kills += 1
    else if (code !== 0 || said !== '') problems.push(problem('crash', `${name} ended with ${signal ?? code}: ${said}`))
  }

  /** One process, killed at some time unless it is done before. */
  const spendOne = async (place: Place, steps: readonly Step[]): Promise<void> => {
    const aim = takeAim(random)
    const early: (() => void)[] = []
    const killer = createKiller(aim, (why) => {
      tell(`kill: ${why}`)
      for (const kill of early) kill()
    })
    killers.add(killer)
    const started = start({ ...place, steps: left(steps), changes }, (line) => killer.onLine(line))
    tell(`${started.name} will be killed ${aimWords(aim)}`)
    early.push(() => started.life.kill())
    await end(started)
    killer.stop()
    killers.delete(killer)
  }

  return {
    spend: async (place) => {
      const count = random.pick([1, 1, 1, 2, 2, 3])
      for (let round = 0; round < count; round += 1) {
        const beside = left(plan.beside).length > 0 ? [spendOne(place, plan.beside)] : []
        await Promise.all([spendOne(place, plan.steps), ...beside])
      }
    },
    left: () => ({ steps: [...left(plan.steps), ...left(plan.beside)], changes }),
    hear,
    onMoment: (request, moment) => {
      for (const killer of killers) killer.onMoment(request, moment)
    },
    acknowledged: () => acknowledged,
    problems: () => problems,
    kills: () => kills,
  }
}
