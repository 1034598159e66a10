import type { Site } from '@mmd/auth'

/** What the demo's Jira is started with. */
export interface SandboxStart {
  readonly deployment: Site['deployment']
  /** 0: any free one. */
  readonly port: number
  readonly issues: number
  readonly latencyMs: number
  /** Of the one application link, or app of the cloud, that it has; with port 0 on any free one. */
  readonly redirectUri: string
  /** Space-separated; what that link or app may ask for. */
  readonly scope: string
}

/** Somebody who can log in to the demo; nothing of it is secret. */
export interface DemoPerson {
  /** What is typed where the login is asked for: the user name, in the cloud the e-mail address. */
  readonly name: string
  readonly displayName: string
  readonly password: string
}

/** Where the demo is, and who may sign in to it how. */
export interface SandboxFacts {
  readonly baseUrl: string
  /** Of a demo of the cloud. */
  readonly cloud?: Required<NonNullable<Site['cloud']>>
  readonly clientId: string
  readonly clientSecret: string
  /** The one that it was started with, with a port that is free. */
  readonly redirectUri: string
  readonly users: readonly DemoPerson[]
}

export type SandboxRequest =
  | { readonly kind: 'approve'; readonly id: number; readonly url: string; readonly person: DemoPerson }
  | { readonly kind: 'close' }

export type SandboxReply =
  | ({ readonly kind: 'ready' } & SandboxFacts)
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'approved'; readonly id: number }
  | { readonly kind: 'not-approved'; readonly id: number; readonly message: string }
