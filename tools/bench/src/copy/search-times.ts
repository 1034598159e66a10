import { openReplica, openStore, type Replica } from '@mmd/replica'
import { commonWord, keyOf, rareWord, usualWord } from './believable.ts'
import { viewsOf } from './fill-copy.ts'
import type { CopyTask, Times } from './messages.ts'
import { restingEngine } from './resting-engine.ts'

/** Hits that fit into a large screen. */
const limit = 50
/** Searches before the measured ones, so that the code is compiled and the pages are read. */
const warmUp = 10

const timesOf = (what: string, count: number, work: (at: number) => void): Times => {
  const times: number[] = []
  for (let at = -warmUp; at < count; at += 1) {
    const started = performance.now()
    work(at)
    if (at >= 0) times.push(performance.now() - started)
  }
  return { what, times }
}

const searches = (replica: Replica, issues: number, count: number): readonly Times[] => {
  const line = (what: string, textOf: (at: number) => string): Times =>
    timesOf(`full text: ${what}`, count, (at) => void replica.search(textOf(at), limit))
  const place = (at: number): number => Math.abs(at)
  return [
    line('a rare word', () => rareWord),
    line('a word in half of all issues', () => commonWord),
    line('the first two letters of a word', (at) => usualWord(place(at) % 40).slice(0, 2)),
    line('three words', (at) => `${commonWord} ${usualWord(3)} ${usualWord(40 + place(at))}`),
    line('a word of no issue', (at) => `nowhere${at}`),
    line('a key', (at) => keyOf(1 + ((place(at) * 7_919) % issues))),
    line('the number of a key', (at) => String(1 + ((place(at) * 7_919) % issues))),
  ]
}

const filters = (replica: Replica, { id, size }: { readonly id: string; readonly size: number }, count: number) => {
  const line = (what: string, wordsOf: (at: number) => readonly string[]): Times =>
    timesOf(`filter of ${size} rows: ${what}`, count, (at) => void replica.matching(id, wordsOf(at)))
  return [
    line('a rare word', () => [rareWord]),
    line('a word in half of them', () => [commonWord]),
    line('two words', (at) => [commonWord, usualWord(Math.abs(at) % 40)]),
  ]
}

/** Searches and filters as keys of a person do. */
export const searchTimes = async ({ owner, issues, count }: CopyTask): Promise<readonly Times[]> => {
  const me = { id: 'mira', name: 'Mira Okafor', active: true }
  const replica = openReplica({ store: openStore(owner), engine: restingEngine, me, deployment: 'datacenter' })
  const { all, fifth } = viewsOf(issues)
  const found = [
    ...searches(replica, issues, count),
    ...filters(replica, fifth, count),
    ...filters(replica, all, count),
  ]
  await replica.close()
  return found
}
