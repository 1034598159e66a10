import type { IssueDetail, IssueKey, StoredText } from '@mmd/jira-api/model'
import type { Operation } from '../operations/operation.ts'
import type { Place, Seat } from './testing.ts'

/** For tests: what a deed is made of. */
export interface Given {
  readonly place: Place
  readonly seat: Seat
  readonly key: IssueKey
  /** As the program shows it. */
  readonly detail: IssueDetail | null
  /** Chooses among what there is. */
  readonly pick: number
  readonly token: string
  /** The token as a text. */
  readonly text: StoredText
}

/** For tests: makes the operations of a deed; none: there is nothing to do it to. */
export type Maker = (given: Given) => readonly Operation[] | Promise<readonly Operation[]>
