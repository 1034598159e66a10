/** A team of Advanced Roadmaps, which issues name by its number. */
export interface SandboxTeam {
  readonly id: number
  readonly title: string
}

/** The shared teams of the site. */
export const teams: readonly SandboxTeam[] = [
  { id: 11, title: 'Checkout crew' },
  { id: 12, title: 'Ledger & payouts' },
  { id: 13, title: 'Night shift' },
]
