import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { SearchHit } from '@mmd/replica'
import { tellingCodes } from './telling-codes.ts'

/** An issue that another one may repeat. */
export interface Candidate {
  readonly issue: Issue
  /** How much alike the two are, above 0 to 1. */
  readonly score: number
}

/** Full-text search of the local copy: the newest first, every word must be there. */
export type Search = (text: string, limit: number) => readonly SearchHit[]

/** What is known of an issue besides its row. */
export interface KnownText {
  /** The source of its description; empty: none, or it was not fetched. */
  readonly description: string
  /** What it is linked to already. */
  readonly linked: readonly IssueKey[]
}

/** What the copy has of an issue that was opened before. */
export const knownText = (detail: IssueDetail | null): KnownText => ({
  description: detail?.description?.source ?? '',
  linked: detail?.links.map(({ key }) => key) ?? [],
})

const nothingMore: KnownText = { description: '', linked: [] }

/** Candidates that are shown, and how much alike they must be at least. */
const most = 5
const leastScore = 0.3

/** Words that are looked for, and hits of each: of a word that has as many it is known that it is common. */
const mostWords = 8
const hitsOfWord = 30
const hitsOfPair = 15

/** What a shared component, and a shared code of an error, make of the rest that tells two issues apart. */
const componentShare = 0.15
const codeShare = 0.6

/** English words that say nothing about what an issue is about. */
const idle = new Set(
  `a about after all also an and any are as at be because been before but by can cannot could do does doesn don for from has
  have how if in instead into is isn issue it its more no not of on only or our out over please problem should so some than that
  the their them then there these they this to too up us use was we were what when where which while who why will with without
  won would you your`.split(/\s+/),
)

/** Without the endings that make another word of the same: `crashes`, `crashed` and `crashing` are `crash`. */
const stem = (word: string): string => (word.length > 5 ? word.replace(/(?:ing|es|ed|s)$/, '') : word)

/** The words of a summary that count, each once, in their order. */
export const tellingWords = (text: string): readonly string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && word.length <= 64 && !idle.has(word)),
  ),
]

/** The rarer a word is, the more it tells. */
const weightOf = (hits: number): number => 1 / (1 + Math.log2(1 + hits))

/** How much alike two summaries are, 0 to 1. */
type Alike = (summary: string) => number

const likeness = (weights: ReadonlyMap<string, number>): Alike => {
  const own = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const usual = weights.size === 0 ? 1 : own / weights.size
  return (summary) => {
    const theirs = [...new Set(tellingWords(summary).map(stem))]
    const all = theirs.reduce((sum, word) => sum + (weights.get(word) ?? usual), 0)
    const shared = theirs.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0)
    return shared === 0 ? 0 : shared / Math.sqrt(own * all)
  }
}

/** Brings a share of what is missing to 1. */
const raised = (score: number, share: number): number => score + (1 - score) * share

/**
 * Looks for issues of the copy that may be the same as this one: they share rare words of their summaries or of a description, or a
 * code of an error; one of the same component comes before one of another. Each step is one quick search, so that a key may
 * come in between; the last one gives the most alike first. No request.
 */
export function* candidatesOf(
  issue: Issue,
  search: Search,
  { description, linked }: KnownText = nothingMore,
): Generator<void, readonly Candidate[]> {
  const words = tellingWords(issue.summary).slice(0, mostWords)
  const found = new Map<IssueKey, Issue>()
  const take = (text: string, limit: number): readonly SearchHit[] => {
    const hits = search(text, limit)
    for (const hit of hits) found.set(hit.key, hit.issue)
    return hits
  }
  const weights = new Map<string, number>()
  const common = new Set<string>()
  for (const word of words) {
    const hits = take(word, hitsOfWord).length
    weights.set(stem(word), weightOf(hits))
    if (hits === hitsOfWord) common.add(word)
    yield
  }
  // Of common words only the newest hits are seen; an old issue that shares two of them is found by both. All of a rare one are known.
  for (const [at, word] of words.entries()) {
    const next = words[at + 1]
    if (next === undefined || !common.has(word) || !common.has(next)) continue
    take(`${word} ${next}`, hitsOfPair)
    yield
  }
  const sameCode = new Set<IssueKey>()
  const isKey = (code: string): boolean => code.startsWith(`${issue.project.key}-`)
  for (const code of tellingCodes(`${issue.summary}\n${description}`, isKey)) {
    const hits = take(code, hitsOfPair).filter(({ key }) => key !== code)
    // What half of all logs have tells nothing.
    if (hits.length < hitsOfPair) for (const { key } of hits) sameCode.add(key)
    yield
  }
  const alike = likeness(weights)
  const components = new Set(issue.components.map(({ name }) => name))
  const score = (other: Issue): number => {
    const words = alike(other.summary)
    const coded = sameCode.has(other.key) ? raised(words, codeShare) : words
    const shares = other.components.some(({ name }) => components.has(name))
    return shares && coded > 0 ? raised(coded, componentShare) : coded
  }
  const left = new Set<IssueKey>([issue.key, ...linked, ...(issue.parent === null ? [] : [issue.parent.key])])
  return [...found.values()]
    .filter(({ key }) => !left.has(key))
    .map((one) => ({ issue: one, score: score(one) }))
    .filter((one) => one.score >= leastScore)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
}

/** The same at once. */
export const findCandidates = (issue: Issue, search: Search, known?: KnownText): readonly Candidate[] => {
  const steps = candidatesOf(issue, search, known)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
