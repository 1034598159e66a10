import type { Before, Evidence } from './evidence.ts'
import { judgeKept } from './kept.ts'
import { judgeLinks, linkCounts } from './links.ts'
import type { Problem } from './problem.ts'
import { judgeSets } from './sets.ts'
import { judgeTokens, tokensOf } from './tokens.ts'
import { judgeValues } from './values.ts'

/** Remembers what a site is like before the first operation. */
export const remember = (world: Evidence['world']): Before => ({
  historyLength: new Map(world.issues.map(({ id, history }) => [id, history.length])),
  tokens: tokensOf(world),
  links: linkCounts(world),
})

/** Compares what was acknowledged with what the outbox says and with what the site has. */
export const judge = (acknowledged: readonly number[], evidence: Evidence): readonly Problem[] => [
  ...judgeKept(acknowledged, evidence.operations),
  ...judgeTokens(evidence),
  ...judgeLinks(evidence),
  ...judgeValues(evidence),
  ...judgeSets(evidence),
]
