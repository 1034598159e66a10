/** What must never be. */
export type ProblemKind =
  /** Acknowledged, and not in the outbox; or said to be sent, and not on the site. */
  | 'lost'
  /** On the site more often than it was asked for. */
  | 'doubled'
  /** On the site, although it was not to be sent, or was taken back. */
  | 'stray'
  /** Not in the order in which it was done, or with another end. */
  | 'order'
  /** Refused or in conflict without a reason that the plan explains. */
  | 'refused'
  /** Neither done nor held by anything that a person must decide. */
  | 'stuck'
  /** The copy shows something else than the site has. */
  | 'rows'
  /** A process ended by itself in a way that it must not. */
  | 'crash'

export interface Problem {
  readonly kind: ProblemKind
  readonly text: string
}

export const problem = (kind: ProblemKind, text: string): Problem => ({ kind, text })
