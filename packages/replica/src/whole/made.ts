import type { IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { Operation } from '../operations/operation.ts'
import type { StoredOperation } from '../store/store.ts'
import { type Picture, wordOf } from './compare.ts'
import type { Life } from './life.ts'

type Count = (token: string) => number

/** By what something that was made is told from everything else. */
const tokenOf = (operation: Operation): string | undefined => {
  switch (operation.kind) {
    case 'add-comment':
      return operation.typed
    case 'add-worklog':
      return wordOf(operation.comment)
    case 'create':
      return operation.shown.summary
    case 'put-remote-link':
      return operation.link.object.title
    case 'attach':
      return operation.file.name.replace(/\.txt$/, '')
    default:
      return undefined
  }
}

const isSent = ({ state }: StoredOperation): boolean => state === 'sent'

/** A link by its ends, from whichever of them it is looked at. */
const tieOf = (key: IssueKey, outward: boolean, other: IssueKey, type: string): string =>
  outward ? `${key} ${type} ${other}` : `${other} ${type} ${key}`

const tiesOf = ({ key, links }: Pick<IssueDetail, 'key' | 'links'>): readonly string[] =>
  links.map((link) => tieOf(key, link.outward, link.key, link.typeId))

/** Links that are there more often than they were, and were made since. */
const linkedTwice = ({ start, all }: Life, { issues }: Picture): readonly string[] => {
  const made = all().flatMap(({ state, operation }) => {
    if (state !== 'sent' || operation.kind !== 'link') return []
    return [tieOf(operation.key, operation.outward, operation.other, operation.type.id)]
  })
  const most = (tie: string, before: IssueDetail): number =>
    [...tiesOf(before), ...made].filter((one) => one === tie).length
  return [...start.values()].flatMap((before) => {
    const now = issues[before.key]
    const ties = now === undefined ? [] : tiesOf(now)
    return [...new Set(ties)].filter((tie) => ties.filter((one) => one === tie).length > most(tie, before))
  })
}

const others = ({ count, mine }: IssueDetail['votes']): number => count - (mine ? 1 : 0)

/** Issues on which more or fewer voices or watchers are counted than those of others and mine. */
const countedWrong = ({ start }: Life, { issues }: Picture): readonly string[] =>
  [...start.values()].flatMap(({ key, votes, watchers }) => {
    const now = issues[key]
    if (now === undefined) return []
    return [
      ...(others(now.votes) === others(votes) ? [] : [`votes of ${key}`]),
      ...(others(now.watchers) === others(watchers) ? [] : [`watchers of ${key}`]),
    ]
  })

/** For tests: what is on the site more than once. */
export const madeTwice = (life: Life, site: Picture, count: Count): readonly string[] => {
  const tokens = new Set(life.all().map(({ operation }) => tokenOf(operation) ?? ''))
  const twice = [...tokens].filter((token) => token !== '' && count(token) > 1)
  return [...twice, ...linkedTwice(life, site), ...countedWrong(life, site)]
}

/** The part of an issue that an operation changed or took away. */
const changedPart = (operation: Operation): string | undefined => {
  switch (operation.kind) {
    case 'edit-comment':
    case 'delete-comment':
    case 'edit-worklog':
    case 'delete-worklog':
      return operation.id
    case 'delete-remote-link':
      return operation.link.id
    case 'delete-attachment':
      return operation.attachment.id
    default:
      return undefined
  }
}

const madePart = ({ result }: StoredOperation): string | undefined =>
  (result?.comment ?? result?.worklog ?? result?.attachment)?.id ?? result?.remoteLinkId

/** For tests: what the site said it made, and nobody took away or changed, and is not there all the same. */
export const lostOfMine = (life: Life, { issues }: Picture, count: Count): readonly string[] => {
  const sent = life.all().filter(isSent)
  // What takes something back that was still on its way does not know its number.
  const takenBack = new Set(life.all().map(({ undoes }) => undoes))
  const changed = new Set(
    sent.flatMap(({ operation }) => {
      const part = changedPart(operation)
      return part === undefined ? [] : [`${operation.key} ${part}`]
    }),
  )
  return sent.flatMap((stored) => {
    const { operation, result } = stored
    const token = tokenOf(operation) ?? ''
    const [key, part] = [result?.issue?.key ?? operation.key, madePart(stored)]
    // One that was found again may have no number.
    const isKnown = token !== '' && (part !== undefined || operation.kind === 'create')
    const isChanged = takenBack.has(stored.id) || changed.has(`${key} ${part ?? ''}`)
    if (!isKnown || isChanged || issues[key] === undefined) return []
    return count(token) === 1 ? [] : [`${operation.kind} ${token} is there ${count(token)} times`]
  })
}

/** For tests: what others did, and is not there any more. */
export const lostOfTheirs = ({ dues, theirTokens }: Life, { issues }: Picture, count: Count): readonly string[] => {
  const late = [...dues].filter(([key, due]) => issues[key] !== undefined && issues[key].due !== due)
  const gone = [...theirTokens].filter(([token, key]) => issues[key] !== undefined && count(token) !== 1)
  return [...late.map(([key]) => `due of ${key}`), ...gone.map(([token]) => token)]
}
