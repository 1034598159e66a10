import { oddPeople, otherForms, shortPage } from './odd-shapes.ts'
import { createRandom } from './random.ts'
import type { SandboxComment, SandboxIssue, SandboxLink } from './world.ts'

/** One issue of a world with `quirks`, and what it is large or odd in. */
export interface QuirkIssue {
  readonly key: string
  readonly trap: string
}

interface Quirk extends QuirkIssue {
  readonly change: (issue: SandboxIssue, all: readonly SandboxIssue[]) => void
}

const repeated = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length)

const commentOf = (issue: SandboxIssue, index: number, body: string): SandboxComment => ({
  id: String(15_000 + index),
  authorKey: issue.creatorKey,
  updateAuthorKey: issue.creatorKey,
  body,
  created: issue.created + index * 60_000,
  updated: issue.created + index * 60_000,
})

const linksTo = (others: readonly SandboxIssue[]): readonly SandboxLink[] =>
  others.map(({ id }, index) => ({
    id: String(17_000 + index),
    typeId: '10003',
    direction: 'outward' as const,
    otherId: id,
  }))

// Control characters, private use, lone surrogates excepted: what a binary file looks like when it is pasted as text.
const noise = (length: number): string => {
  const random = createRandom(99)
  return Array.from({ length }, () => String.fromCodePoint(random.between(1, 0x2ff))).join('')
}

const absent: ReadonlyMap<string, unknown> = new Map<string, unknown>(
  ['summary', 'description', 'attachment', 'environment', 'fixVersions', 'priority'].map((id) => [id, undefined]),
)

const strangely =
  (values: ReadonlyMap<string, unknown>): Quirk['change'] =>
  (issue) => {
    issue.strange = values
  }

const quirks: readonly Quirk[] = [
  {
    key: 'PAY-130',
    trap: 'a description of 1.1 million characters',
    change: (issue) => {
      issue.description = repeated('h3. Step\n* one of many lines with *bold* text and {{code}}\n\n', 1_100_000)
    },
  },
  {
    key: 'PAY-131',
    trap: 'a comment of 3.2 MB',
    change: (issue) => {
      issue.comments = [commentOf(issue, 1, repeated('2026-11-20 04:11:09 WARN pool exhausted, waiting\n', 3_200_000))]
    },
  },
  {
    key: 'PAY-132',
    trap: 'one line of 120,000 characters',
    change: (issue) => {
      issue.description = repeated('0123456789abcdef', 120_000)
    },
  },
  {
    key: 'PAY-133',
    trap: 'bytes pasted as text',
    change: (issue) => {
      issue.comments = [commentOf(issue, 2, noise(20_000))]
    },
  },
  {
    key: 'PAY-134',
    trap: '687 attachments, some without an author',
    change: (issue) => {
      issue.attachments = Array.from({ length: 687 }, (_, index) => ({
        id: String(16_000 + index),
        filename: index % 50 === 0 ? '../../etc/passwd' : `frame-${String(index).padStart(4, '0')}.png`,
        authorKey: index % 70 === 0 ? null : issue.creatorKey,
        created: issue.created + index * 1000,
        size: 4096,
        mimeType: 'image/png',
      }))
    },
  },
  {
    key: 'PAY-135',
    trap: '325 links',
    change: (issue, all) => {
      const others = all.filter(({ id }) => id !== issue.id).slice(0, 325)
      issue.links = [...linksTo(others)]
      for (const [index, other] of others.entries()) {
        other.links = [
          ...other.links,
          { id: String(17_000 + index), typeId: '10003', direction: 'inward', otherId: issue.id },
        ]
      }
    },
  },
  {
    key: 'PAY-136',
    trap: '224 comments',
    change: (issue) => {
      issue.comments = Array.from({ length: 224 }, (_, index) =>
        commentOf(issue, 100 + index, `Still there (${index})`),
      )
    },
  },
  {
    key: 'PAY-137',
    trap: 'fields that are absent instead of empty',
    change: strangely(absent),
  },
  {
    key: 'PAY-138',
    trap: 'people without a key, without a display name, null',
    change: (issue) => {
      issue.strange = new Map<string, unknown>([
        ['assignee', { name: 'mark', active: false }],
        ['reporter', { name: 'Anonymous' }],
        ['creator', null],
        ['priority', null],
        ['status', { self: '', name: '', id: '99999', iconUrl: '', statusCategory: { id: 9, key: 'in-flight' } }],
      ])
    },
  },
  { key: 'PAY-139', trap: 'a page of comments that is shorter than it says', change: strangely(shortPage) },
  { key: 'PAY-140', trap: 'values in the forms of other releases', change: strangely(otherForms) },
  { key: 'PAY-141', trap: 'people that nothing tells apart', change: strangely(oddPeople) },
]

/** The issues that a world with `quirks` has besides those asked for. */
export const quirkIssues: readonly QuirkIssue[] = quirks.map(({ key, trap }) => ({ key, trap }))

/** Makes them; `like` gives a plain issue for a number of PAY. */
export const makeQuirkIssues = (
  all: readonly SandboxIssue[],
  like: (number: number, summary: string) => SandboxIssue,
): readonly SandboxIssue[] =>
  quirks.map(({ key, trap, change }) => {
    const issue = like(Number(key.split('-')[1]), `Old and large: ${trap}`)
    change(issue, all)
    return issue
  })
