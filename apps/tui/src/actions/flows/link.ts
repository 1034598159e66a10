import type { Issue, IssueKey, LinkType } from '@mmd/jira-api'
import type { LinkOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { linkTypes } from './catalogues.ts'
import { performAll } from './perform.ts'
import { pick } from './pick.ts'
import { type PickedIssue, pickIssue } from './pick-issue.ts'
import { subjectOf } from './plan/pick-known.ts'

/** What an issue does to another one. */
export interface Direction {
  readonly type: LinkType
  readonly outward: boolean
}

/** `blocks`, or `is blocked by`. */
export const wordsOf = ({ type, outward }: Direction): string => (outward ? type.outward : type.inward)

/** The link in both directions; one that reads the same in both is offered once. */
const directionsOf = (types: readonly LinkType[]): readonly Direction[] =>
  types.flatMap((type) => [
    { type, outward: true },
    ...(type.inward === type.outward ? [] : [{ type, outward: false }]),
  ])

/** What links one issue to another. */
export const linkTo = (issue: Issue, { type, outward }: Direction, other: PickedIssue): LinkOperation => ({
  kind: 'link',
  key: issue.key,
  type,
  outward,
  other: other.key,
  ...(other.summary === '' ? {} : { otherSummary: other.summary }),
})

/** What is asked when one issue is linked to another. */
interface LinkQuestion {
  readonly title: string
  /** What is linked, as the second question says it. */
  readonly subject: string
  /** The issue itself, which is not offered. */
  readonly not: IssueKey | null
  readonly onPick: (direction: Direction, other: PickedIssue) => void
}

/** Asks what an issue does to which other one. */
export const pickLink = (app: App, session: SiteSession, { title, subject, not, onPick }: LinkQuestion): void => {
  const found = new Map<string, Direction>()
  pick(app, {
    title,
    placeholder: 'what it does to the other issue',
    items: async () =>
      directionsOf(await linkTypes(session)).map((direction) => {
        const id = `${direction.type.id}/${direction.outward}`
        found.set(id, direction)
        return { id, label: wordsOf(direction), detail: direction.type.name }
      }),
    onPick: ([id = '']) => {
      const direction = found.get(id)
      if (direction === undefined) return
      pickIssue(app, session, {
        title: `${subject} ${wordsOf(direction)}…`,
        not,
        onPick: (other) => onPick(direction, other),
      })
    },
  })
}

/** Links the issue, or each of several, to another one. */
export const openLink = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const [only] = issues.length === 1 ? issues : []
  const subject = subjectOf(issues)
  pickLink(app, session, {
    title: `Link ${subject}`,
    subject,
    not: only?.key ?? null,
    onPick: (direction, other) => {
      const others = issues.filter(({ key }) => key !== other.key)
      const operations = others.map((issue) => linkTo(issue, direction, other))
      // Marks may well hold the one that the others are linked to.
      const itself = others.length === issues.length ? '' : `, ${other.key} itself is left as it is`
      performAll(app, session, operations, `${wordsOf(direction)} ${other.key}${itself}`)
    },
  })
}

/** The type of link between an issue and the one that it repeats, by the names that sites give it. */
export const duplicateLink = async (session: SiteSession): Promise<Direction | undefined> => {
  const types = await linkTypes(session)
  const type =
    types.find(({ name }) => /duplicat/i.test(name)) ?? types.find(({ outward }) => /duplicat/i.test(outward))
  return type === undefined ? undefined : { type, outward: true }
}
