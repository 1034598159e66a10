import type { Exchange } from '../exchange.ts'
import type { SandboxIssue } from '../world/world.ts'
import { seenIssue } from './find.ts'
import { Refusal } from './refusal.ts'

/** Whether the caller may know of an issue at all. */
export const sees = (exchange: Exchange, issue: SandboxIssue): boolean => {
  try {
    return seenIssue(exchange, issue.key) === issue
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** The issue of an id or a key, if there is one that the caller may know of. */
export const visibleIssue = (exchange: Exchange, idOrKey: string | number): SandboxIssue | undefined => {
  const issue = exchange.world.findIssue(idOrKey)
  return issue !== undefined && sees(exchange, issue) ? issue : undefined
}

/** Every issue that the caller may know of. */
export const visibleIssues = (exchange: Exchange): readonly SandboxIssue[] =>
  exchange.world.issues.filter((issue) => sees(exchange, issue))
