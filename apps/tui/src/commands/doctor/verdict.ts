import type { ExitCode } from '../../present-error.ts'

/** Who can mend what a check found. */
export type Mender = 'you' | 'jira-admin' | 'network' | 'atlassian'

/** Something that is not as it should be. */
export interface Finding {
  /** What is there, in a few words. */
  readonly found: string
  /** What is wrong with it, in one or two sentences. */
  readonly problem: string
  /** What to do; a line that is a command to type stands alone. */
  readonly remedy: string
  readonly who: Mender
}

/** What a check came to. Nothing in it is secret, and everything a server said is cleaned. */
export type Verdict =
  | { readonly state: 'ok'; readonly found: string }
  /** Not asked, because there is nothing to ask; a check that could not be asked is skipped by the runner. */
  | { readonly state: 'skipped'; readonly found: string }
  | ({ readonly state: 'warning' } & Finding)
  /** `exit`: what the run ends with when this is the first failure. */
  | ({ readonly state: 'failed'; readonly exit: ExitCode } & Finding)

export const ok = (found: string): Verdict => ({ state: 'ok', found })
export const skipped = (found: string): Verdict => ({ state: 'skipped', found })
export const warning = (finding: Finding): Verdict => ({ state: 'warning', ...finding })
export const failed = (exit: ExitCode, finding: Finding): Verdict => ({ state: 'failed', exit, ...finding })
