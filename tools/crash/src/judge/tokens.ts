import type { World } from '@mmd/jira-sandbox'
import type { StoredOperation } from '@mmd/replica'
import { tokenIn } from '../plan/texts.ts'
import { type Evidence, isSent, isUnsure, operationWords } from './evidence.ts'
import { type Problem, problem } from './problem.ts'

/**
 * The things on a site that carry words of ours: a slot (`comment 10030`) and its word. Issues made here are slots too. The
 * same word in two slots is something that was done twice.
 */
export const tokensOf = (world: World): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  const put = (slot: string, text: string | null | undefined): void => {
    const token = tokenIn(text)
    if (token !== undefined) found.set(slot, token)
  }
  for (const issue of world.issues) {
    if (issue.summary.includes('tok-issue-')) put(`issue ${issue.id}`, issue.summary)
    for (const { id, body } of issue.comments) put(`comment ${id}`, body)
    for (const { id, comment } of issue.worklogs) put(`worklog ${id}`, comment)
    for (const { id, filename } of issue.attachments) put(`file ${id}`, filename)
    for (const { id, globalId } of issue.remoteLinks ?? []) put(`page ${issue.key} ${id}`, globalId)
  }
  return found
}

/** What an operation puts where; `null`: it takes away what is there; undefined: it is not about things with words. */
interface Effect {
  /** Undefined: the copy was not told which one it is. */
  readonly slot: string | undefined
  readonly token: string | null
}

const slotOf = (what: string, id: string | undefined): string | undefined =>
  id === undefined ? undefined : `${what} ${id}`

const effectOf = ({ operation, result }: StoredOperation): Effect | undefined => {
  switch (operation.kind) {
    case 'add-comment':
      return { slot: slotOf('comment', result?.comment?.id), token: tokenIn(operation.body.source) ?? null }
    case 'edit-comment':
      return { slot: `comment ${operation.id}`, token: tokenIn(operation.body.source) ?? null }
    case 'delete-comment':
      return { slot: `comment ${operation.id}`, token: null }
    case 'add-worklog':
      return { slot: slotOf('worklog', result?.worklog?.id), token: tokenIn(operation.comment?.source) ?? null }
    case 'edit-worklog':
      return { slot: `worklog ${operation.id}`, token: tokenIn(operation.comment?.source) ?? null }
    case 'delete-worklog':
      return { slot: `worklog ${operation.id}`, token: null }
    case 'attach':
      return { slot: slotOf('file', result?.attachment?.id), token: tokenIn(operation.file.name) ?? null }
    case 'delete-attachment':
      return { slot: `file ${operation.attachment.id}`, token: null }
    case 'put-remote-link':
      return {
        slot: slotOf(`page ${operation.key}`, result?.remoteLinkId),
        token: tokenIn(operation.link.globalId) ?? null,
      }
    case 'delete-remote-link':
      return { slot: `page ${operation.key} ${operation.link.id}`, token: null }
    case 'create':
      return { slot: slotOf('issue', result?.issue?.id), token: tokenIn(operation.shown.summary) ?? null }
    default:
      return undefined
  }
}

interface Expected {
  /** By slot, or by `operation 12` where the slot is not known. */
  readonly slots: Map<string, string>
  /** Words that may be there or not. */
  readonly unsure: Set<string>
}

const expect = ({ operations, before, world }: Evidence): Expected => {
  const slots = new Map(before.tokens)
  const unsure = new Set<string>()
  for (const stored of operations) {
    const { operation } = stored
    const isMaybe = isUnsure(stored)
    if (operation.kind === 'delete-issue' && (isSent(stored) || isMaybe)) {
      const made = [...slots].find(([, token]) => token === tokenIn(operation.made.shown.summary))
      if (made !== undefined && isMaybe) unsure.add(made[1])
      if (made !== undefined) slots.delete(made[0])
      // Whatever was on it is gone with it.
      continue
    }
    const effect = effectOf(stored)
    if (effect === undefined || (!isSent(stored) && !isMaybe)) continue
    const slot = effect.slot ?? `operation ${stored.id}`
    const former = slots.get(slot)
    if (isMaybe) {
      for (const token of [former, effect.token]) if (token !== undefined && token !== null) unsure.add(token)
    } else if (effect.token === null) slots.delete(slot)
    else slots.set(slot, effect.token)
  }
  forgetDeleted(slots, operations, world)
  return { slots, unsure }
}

/** What lay on an issue that was deleted again is not looked for. */
const forgetDeleted = (slots: Map<string, string>, operations: readonly StoredOperation[], world: World): void => {
  const gone = new Set(
    operations
      .filter((one) => one.operation.kind === 'delete-issue' && isSent(one))
      .map(({ operation }) => operation.key),
  )
  for (const stored of operations) {
    const { key } = stored.operation
    if (!gone.has(key) || world.findIssue(key) !== undefined) continue
    const effect = effectOf(stored)
    if (effect !== undefined) slots.delete(effect.slot ?? `operation ${stored.id}`)
  }
}

const countOf = (tokens: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

/** Comments, worklogs, files, links outside and issues: each must be there as often as it was done, and nowhere else. */
export const judgeTokens = (evidence: Evidence): readonly Problem[] => {
  const expected = expect(evidence)
  const found = tokensOf(evidence.world)
  const [wanted, there] = [countOf(expected.slots.values()), countOf(found.values())]
  const about = (token: string): string => {
    const by = evidence.operations.find(({ operation }) => JSON.stringify(operation).includes(token))
    return by === undefined ? token : `${token} of ${operationWords(by)}`
  }
  const problems: Problem[] = []
  for (const token of new Set([...wanted.keys(), ...there.keys()])) {
    const [want, have] = [wanted.get(token) ?? 0, there.get(token) ?? 0]
    if (expected.unsure.has(token) ? have <= 1 : want === have) continue
    const text = `${about(token)}: wanted ${want} times, found ${have} times`
    problems.push(problem(have > Math.max(want, 0) ? (have > 1 ? 'doubled' : 'stray') : 'lost', text))
  }
  return problems
}
