import { createRandom } from '../world/random.ts'

/** A page of the wiki. */
export interface WikiPage {
  readonly id: string
  readonly title: string
  readonly spaceKey: string
  readonly spaceName: string
  /** Plain text; enough to search in. */
  readonly text: string
  /** Epoch milliseconds. */
  readonly updated: number
}

const spaces: readonly (readonly [string, string])[] = [
  ['ENG', 'Engineering'],
  ['OPS', 'Operations Handbook'],
  ['CS', 'Customer Success'],
]

const subjects: readonly string[] = [
  'Refunds',
  'Card vault',
  'Payout schedule',
  'Kafka',
  'PostgreSQL failover',
  'Deploy freeze',
  'Login problems',
  'Data export',
  'On-call',
  'Webhooks',
]

const kinds: readonly (readonly [string, string])[] = [
  ['Runbook', 'What to do step by step when it breaks, and whom to wake up.'],
  ['Design', 'Why it is built this way, and what was considered and left out.'],
  ['Postmortem', 'What happened, how long it took, and what changes now.'],
  ['FAQ', 'Questions that come every week, with answers to copy.'],
]

// Titles that a client has to survive.
const awkward: readonly (readonly [string, string])[] = [
  ['Kosten & Erträge <2026> "final"', 'Ampersands & angle brackets are text here.'],
  ['\u202Eevil\u202C title', 'The title turns around.'],
  ['返金の手順', 'A page in another script.'],
]

const dayMs = 86_400_000

/** The pages of a wiki, the same for the same options. */
export const makePages = (now: number, seed = 7): readonly WikiPage[] => {
  const random = createRandom(seed)
  const usual = kinds.flatMap(([kind, text]) =>
    subjects.map((subject) => [`${kind}: ${subject}`, `${subject}. ${text}`] as const),
  )
  return [...usual, ...awkward].map(([title, text], index) => {
    const [spaceKey, spaceName] = random.pick(spaces as [readonly [string, string], ...(readonly [string, string])[]])
    return {
      id: String(65_601 + index * 3),
      title,
      spaceKey,
      spaceName,
      text,
      updated: now - Math.floor(random.next() * 200 * dayMs),
    }
  })
}
