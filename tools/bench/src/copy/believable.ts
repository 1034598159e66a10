import {
  type Comment,
  type Issue,
  type IssueDetail,
  type IssueKey,
  type Status,
  toIssueKey,
  type User,
} from '@mmd/jira-api/model'

/** A stream of numbers from 0 to 1, the same for the same seed (mulberry32). */
const numbersOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const syllables = 'ka lo mi ter van is por den al qui ro sta ne vol pe dra sum fi gor ban el tu mar hex'.split(' ')

/** Words as a language has them: few are everywhere, most are nearly nowhere. */
const vocabulary: readonly string[] = Array.from({ length: 8_000 }, (_, at) => {
  const number = numbersOf(at + 1)
  const syllable = (): string => syllables[Math.floor(number() * syllables.length)] ?? ''
  return Array.from({ length: 2 + Math.floor(number() * 3) }, syllable).join('')
})

/** In about half of all issues. */
export const commonWord = 'invoice'
/** In five issues of fifty thousand. */
export const rareWord = 'zanzibar'

/** A word of the issues' language by how usual it is: 0 is in nearly all texts. */
export const usualWord = (rank: number): string => vocabulary[rank % vocabulary.length] ?? ''

const names = 'Mira Okafor,Noah Falk,Lena Osei,Jonas Weber,Sofia Nunes,Ade Bello,Kim Tran,Ruth Adler'.split(',')

const people: readonly User[] = Array.from({ length: 60 }, (_, at) => ({
  id: `user${at}`,
  name: at < names.length ? (names[at] ?? '') : `${vocabulary[at]} ${vocabulary[at + 100]}`,
  active: true,
}))

const types = ['Bug', 'Story', 'Task', 'Incident'] as const
const statuses: readonly Status[] = [
  { id: '1', name: 'To Do', category: 'new' },
  { id: '3', name: 'In Progress', category: 'indeterminate' },
  { id: '4', name: 'In Review', category: 'indeterminate' },
]
const priorities = ['Low', 'Medium', 'High', 'Blocker'] as const

const base = Date.parse('2026-11-20T08:00:00.000Z')
const minute = 60_000

const time = (ms: number): string => new Date(ms).toISOString()

/** The key of the issue with this number, from 1; the highest was changed last. */
export const keyOf = (number: number): IssueKey => {
  const key = toIssueKey(`DEPOT-${number}`)
  if (key === undefined) throw new TypeError(`there is no issue ${number}`)
  return key
}

const word = (number: () => number): string => vocabulary[Math.floor(vocabulary.length * number() ** 3)] ?? ''

const text = (number: () => number, length: number): string =>
  Array.from({ length }, (_, at) => (at % 14 === 13 ? `${word(number)}.\n` : word(number))).join(' ')

/** A row of the list as sites have them; every other one has its description. */
export const believableIssue = (number: number): Issue => {
  const random = numbersOf(number * 7919)
  const person = (): User | null => people[Math.floor(random() * people.length)] ?? null
  const type = Math.floor(random() * types.length)
  const level = Math.floor(random() * priorities.length)
  const known = random() < 0.5 ? ` ${commonWord}` : ''
  const seldom = number % 10_000 === 17 ? ` ${rareWord}` : ''
  const updated = base - (60_000 - number) * 7 * minute
  return {
    key: keyOf(number),
    id: String(100_000 + number),
    project: { id: '10200', key: 'DEPOT', name: 'Depot' },
    type: { id: String(type + 1), name: types[type] ?? 'Task', subtask: false },
    summary: `${text(random, 4 + Math.floor(random() * 6)).replaceAll('\n', '')}${known}${seldom}`,
    status: statuses[Math.floor(random() * statuses.length)] ?? { id: '1', name: 'To Do', category: 'new' },
    priority: { id: String(level + 1), name: priorities[level] ?? 'Medium' },
    resolution: null,
    assignee: random() < 0.3 ? null : person(),
    reporter: person(),
    labels: random() < 0.5 ? [] : [word(random), word(random)],
    components: random() < 0.6 ? [] : [{ id: '10', name: word(random) }],
    fixVersions: random() < 0.7 ? [] : [{ id: '20', name: `4.${Math.floor(random() * 30)}.0` }],
    parent: null,
    created: time(updated - 5_000 * minute),
    updated: time(updated),
    due: random() < 0.8 ? null : time(updated + 20_000 * minute).slice(0, 10),
    ...(number % 2 === 0 ? { description: { format: 'wiki' as const, source: text(random, 120) } } : {}),
  }
}

/** The same issue as its own screen shows it, with three comments. */
export const believableDetail = (number: number): IssueDetail => {
  const issue = believableIssue(number)
  const random = numbersOf(number * 104_729)
  const comments = [1, 2, 3].map(
    (at): Comment => ({
      id: String(number * 10 + at),
      author: issue.reporter,
      body: { format: 'wiki', source: text(random, 40) },
      created: issue.created,
      updated: issue.created,
      visibility: null,
      internal: false,
    }),
  )
  return {
    ...issue,
    description: issue.description ?? { format: 'wiki', source: text(random, 120) },
    comments,
    commentTotal: comments.length,
    links: [],
    attachments: [],
    subtasks: [],
    environment: null,
    affectedVersions: [],
    creator: issue.reporter,
    resolved: null,
    security: null,
    estimates: null,
    votes: { count: 0, mine: false },
    watchers: { count: 2, mine: false },
    worklogs: [],
    worklogTotal: 0,
    fields: [],
  }
}
