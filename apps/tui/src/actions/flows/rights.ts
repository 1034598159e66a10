import { type Operation, rightsOf } from '@mmd/replica'
import type { SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { closedWays } from './closed-ways.ts'

/** What goes back by being deleted, which not everybody may. */
const makings: ReadonlySet<Operation['kind']> = new Set(['create', 'add-comment', 'add-worklog', 'attach'])

/**
 * Asks the sites what one may delete in the projects of these, once a day: while somebody writes, and for the next time. Resolves
 * whatever comes of it, and nobody needs to wait.
 */
export const learnRights = async (session: SiteSession, operations: readonly Operation[]): Promise<void> => {
  const owners = operations.filter(({ kind }) => makings.has(kind)).map(({ key }) => ownerOf(session, key))
  const questions = new Map(
    owners.map((owner) => [`${owner.session.site.name}/${rightsOf(owner.key)}`, owner] as const),
  )
  await Promise.allSettled([...questions.values()].map((owner) => owner.session.catalogue(rightsOf(owner.key))))
}

/** What is to be said where something is written that cannot be taken away again. */
export interface StaysSaid {
  /** Reasons, each a sentence without its full stop. */
  readonly said: readonly string[]
  /** One line: `You may not delete comments in PAY: this cannot be taken back`. None where nothing is known against it. */
  readonly lines: readonly string[]
}

/** What is said before operations like these are performed; what is not known yet is asked meanwhile. */
export const staysSaid = (session: SiteSession, operations: readonly Operation[]): StaysSaid => {
  void learnRights(session, operations)
  const said = [...new Set(closedWays(session.replica, operations).map(({ why }) => why))]
  return { said, lines: said.length === 0 ? [] : [`${said.join(' · ')}: this cannot be taken back`] }
}
