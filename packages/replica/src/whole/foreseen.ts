import type { IssueKey } from '@mmd/jira-api/model'
import { otherIssues } from '../conflicts/held.ts'
import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import type { StoredOperation } from '../store/store.ts'
import type { Picture } from './compare.ts'
import type { Life } from './life.ts'
import { offScreen } from './own-fields.ts'
import { leads } from './workflow.ts'

/** What is known of a life at its end. */
interface Seen {
  readonly life: Life
  readonly site: Picture
  /** What the site took of mine. */
  readonly sent: readonly StoredOperation[]
}

/** A reason for which the site says no, and the codes that it says it with. */
interface Reason {
  readonly codes: readonly string[]
  readonly holds: (seen: Seen, operation: Operation) => boolean
}

const sentOn = ({ sent }: Seen, key: string, ...kinds: readonly Operation['kind'][]): boolean =>
  sent.some(({ operation }) => operation.key === key && kinds.includes(operation.kind))

const isGone = (seen: Seen, key: string): boolean => {
  const wasDeleted = seen.life.theirs.has(`${key} everything`) || sentOn(seen, key, 'delete-issue')
  return wasDeleted && !Object.hasOwn(seen.site.issues, key)
}

const isMoved = (seen: Seen, key: IssueKey): boolean =>
  seen.life.theirs.has(`${key} status`) || sentOn(seen, key, 'transition')

const othersOf = (operation: Operation): readonly string[] => {
  if (operation.kind !== 'rank') return otherIssues(operation)
  return ['before' in operation.place ? operation.place.before : operation.place.after]
}

const hasNoStep = (seen: Seen, operation: Operation): boolean => {
  if (operation.kind !== 'transition') return false
  const { key, base, transition } = operation
  if (base === undefined || isMoved(seen, key)) return true
  const way = leads(base.status.id, transition.to.id)
  if (way !== 'if-mine') return way === 'no'
  const isGiven = seen.life.theirs.has(`${key} assignee`) || sentOn(seen, key, 'assign')
  return isGiven || seen.site.issues[key]?.assignee?.id !== seen.life.place.me.id
}

const isOfPartGone = (seen: Seen, operation: Operation): boolean => {
  const { key } = operation
  const issue = seen.site.issues[key]
  if (operation.kind === 'edit-comment') {
    return sentOn(seen, key, 'delete-comment') && issue?.comments.every(({ id }) => id !== operation.id) === true
  }
  if (operation.kind !== 'edit-worklog') return false
  return sentOn(seen, key, 'delete-worklog') && issue?.worklogs.every(({ id }) => id !== operation.id) === true
}

/** The reporter has no vote, and nobody has one where all is decided. */
const hasNoVote = (seen: Seen, { kind, key }: Operation): boolean => {
  if (kind !== 'vote') return false
  const issue = seen.site.issues[key]
  return issue?.reporter?.id === seen.life.place.me.id || (issue?.resolution ?? null) !== null || isMoved(seen, key)
}

const reasons: readonly Reason[] = [
  { codes: ['not-found', 'outcome-unknown'], holds: (seen, { key }) => isGone(seen, key) },
  {
    codes: ['not-found', 'refused'],
    holds: (seen, operation) => othersOf(operation).some((key) => isGone(seen, key)),
  },
  { codes: ['not-found'], holds: hasNoVote },
  { codes: ['not-found'], holds: isOfPartGone },
  { codes: ['refused'], holds: hasNoStep },
  {
    codes: ['refused'],
    holds: (_, operation) => operation.kind === 'set-fields' && operation.changes.every(({ id }) => id === offScreen),
  },
  {
    // An answer got lost, and what others did meanwhile hides whether it was done.
    codes: ['outcome-unknown'],
    holds: ({ life }, operation) => {
      const touched = kindOf(operation).touches(operation)
      return (
        life.hasLostAnswers() &&
        touched.length > 0 &&
        touched.every((one) => life.theirs.has(`${operation.key} ${one}`))
      )
    },
  },
]

/** For tests: whether what happened in a life is a reason for the site to refuse an operation just so. */
export const isForeseen = (life: Life, site: Picture): ((refused: StoredOperation) => boolean) => {
  const seen: Seen = { life, site, sent: life.all().filter(({ state }) => state === 'sent') }
  return ({ operation, error }) =>
    error !== null && reasons.some(({ codes, holds }) => codes.includes(error.code) && holds(seen, operation))
}
