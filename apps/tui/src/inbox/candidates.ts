import type { Issue, IssueKey } from '@mmd/jira-api'
import type { SearchHit } from '@mmd/replica'

/** An issue that another one may repeat. */
export interface Candidate {
  readonly issue: Issue
  /** How much alike the two are, above 0 to 1. */
  readonly score: number
}

/** Full-text search of the local copy: the newest first, every word must be there. */
export type Search = (text: string, limit: number) => readonly SearchHit[]

/** Candidates that are shown, and how much alike they must be at least. */
const most = 5
const leastScore = 0.3

/** Words that are looked for, and hits of each: of a word that has as many it is known that it is common. */
const mostWords = 8
const hitsOfWord = 30
const hitsOfPair = 15

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

/**
 * Issues of the copy that may be the same as this one, the most alike first: they share rare words of their summaries, or of a
 * description. A few quick searches and no request.
 */
export const findCandidates = (issue: Issue, search: Search): readonly Candidate[] => {
  const words = tellingWords(issue.summary).slice(0, mostWords)
  const found = new Map<IssueKey, Issue>()
  const take = (text: string, limit: number): number => {
    const hits = search(text, limit)
    for (const hit of hits) found.set(hit.key, hit.issue)
    return hits.length
  }
  const weights = new Map(words.map((word) => [stem(word), weightOf(take(word, hitsOfWord))]))
  // Of common words only the newest hits are seen; an old issue that shares two of them is found by both.
  for (const [at, word] of words.entries()) {
    const next = words[at + 1]
    if (next !== undefined) take(`${word} ${next}`, hitsOfPair)
  }
  const own = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const usual = words.length === 0 ? 1 : own / weights.size
  const score = ({ summary }: Issue): number => {
    const theirs = [...new Set(tellingWords(summary).map(stem))]
    const all = theirs.reduce((sum, word) => sum + (weights.get(word) ?? usual), 0)
    const shared = theirs.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0)
    return shared === 0 ? 0 : shared / Math.sqrt(own * all)
  }
  return [...found.values()]
    .filter(({ key }) => key !== issue.key && key !== issue.parent?.key)
    .map((one) => ({ issue: one, score: score(one) }))
    .filter((one) => one.score >= leastScore)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
}
