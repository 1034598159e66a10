import { readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { untrusted } from '@mmd/jira-api/model'

/** Names that are offered at a time. */
const most = 12

/** A path as it is meant: `~` is the person's home. */
export const wholePath = (typed: string): string =>
  resolve(typed === '~' || typed.startsWith('~/') ? join(homedir(), typed.slice(1)) : typed)

/** The path that a terminal means when a file is dropped on it: between quotes, or with its blanks escaped. */
export const droppedPath = (pasted: string): string => {
  const [, quoted] = /^'(.*)'$|^"(.*)"$/s.exec(pasted)?.filter((part) => part !== undefined) ?? []
  return quoted ?? pasted.replaceAll(/\\(.)/gs, '$1')
}

interface Candidates {
  /** What was typed before the name that is begun. */
  readonly before: string
  readonly names: readonly string[]
}

/** Names of a folder; those of folders end in a slash. What cannot be read has none. */
const candidates = (typed: string): Candidates => {
  const at = typed.lastIndexOf('/') + 1
  const [before, begun] = [typed.slice(0, at), typed.slice(at)]
  try {
    const entries = readdirSync(wholePath(before === '' ? '.' : before), { withFileTypes: true })
    const fitting = entries.filter(
      ({ name }) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')),
    )
    const names = fitting.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort()
    // A name with signs that a terminal could take for commands is not offered.
    return { before, names: names.filter((name) => untrusted(name, 'line') === name) }
  } catch {
    return { before, names: [] }
  }
}

const sharedStart = (names: readonly string[]): string => {
  const [first = '', ...others] = names
  let length = first.length
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length -= 1
  return first.slice(0, length)
}

/** What Tab makes of a path that is begun: as much of the name as is certain. */
export const completePath = (typed: string): string => {
  const { before, names } = candidates(typed)
  return names.length === 0 ? typed : before + sharedStart(names)
}

/** What a path is as it stands, for people: the size of a file, or how it may go on. */
export const describePath = (typed: string): string => {
  if (typed === '') return ''
  const facts = statSync(wholePath(typed), { throwIfNoEntry: false })
  if (facts?.isFile() === true) return `${basename(wholePath(typed))}, ${Math.ceil(facts.size / 1024)} KiB`
  const { names } = candidates(typed)
  if (names.length === 0) return `Nothing begins with that in ${dirname(wholePath(typed)) || sep}`
  return `${names.slice(0, most).join('  ')}${names.length > most ? '  …' : ''}`
}
