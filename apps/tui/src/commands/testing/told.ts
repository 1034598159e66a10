interface Told {
  readonly code: string
  readonly message: string
  readonly hint: string
  /** The answer of the site, where it was one. */
  readonly status: number | null
}

/** For tests: the error that a command with `--json` says on standard error. */
export const errorOf = (stderr: string): Told => (JSON.parse(stderr) as { error: Told }).error
