/** For tests: what `--json` says of a change of an issue. */
export interface Written {
  readonly operation: number
  readonly key: string
  readonly action: string
  readonly state: string
  readonly undo: unknown
  readonly change: number
}
