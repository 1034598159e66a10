/** What the demo's Jira is started with. */
export interface SandboxStart {
  /** 0: any free one. */
  readonly port: number
  readonly issues: number
  readonly latencyMs: number
  /** Of the one application link that it has. */
  readonly redirectUri: string
}

/** Somebody who can log in to the demo; nothing of it is secret. */
export interface DemoPerson {
  readonly name: string
  readonly displayName: string
  readonly password: string
}

export type SandboxRequest =
  | { readonly kind: 'approve'; readonly id: number; readonly url: string; readonly person: DemoPerson }
  | { readonly kind: 'close' }

export type SandboxReply =
  | {
      readonly kind: 'ready'
      readonly baseUrl: string
      readonly clientId: string
      readonly clientSecret: string
      readonly users: readonly DemoPerson[]
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'approved'; readonly id: number }
  | { readonly kind: 'not-approved'; readonly id: number; readonly message: string }
