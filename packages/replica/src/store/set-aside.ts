import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Damaged files that are kept, in case somebody wants to look at them: the newest. */
const kept = 2

const besides = ['', '-wal', '-shm'] as const

/** `2026-11-26T08-00-00-000Z`, and more when that is taken. */
const freeName = (path: string, why: string, now: number): string => {
  const stem = path.replace(/\.sqlite$/, '')
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  let name = `${stem}.${why}-${time}.sqlite`
  for (let more = 2; existsSync(name); more += 1) name = `${stem}.${why}-${time}-${more}.sqlite`
  return name
}

const move = (from: string, to: string): void => {
  if (existsSync(from)) renameSync(from, to)
}

/** Gives a database and what belongs to it another name, and tells it. */
export const setAside = (path: string, why: 'damaged' | 'other', now: number): string => {
  const name = freeName(path, why, now)
  // The file itself goes last: until it does, the next process finds what this one found.
  for (const beside of besides.toReversed()) move(path + beside, name + beside)
  return name
}

/** Deletes all but the newest damaged ones: their outbox was rescued. */
export const forgetOldDamaged = (path: string): void => {
  const folder = dirname(path)
  const names = readdirSync(folder).filter((name) => /^replica\.damaged-.*\.sqlite$/.test(name))
  for (const name of names.toSorted().slice(0, -kept))
    for (const beside of besides) rmSync(join(folder, name + beside), { force: true })
}
