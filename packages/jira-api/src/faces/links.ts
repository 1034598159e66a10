import type { CallOptions } from '../call-options.ts'
import type { LinkType, RemoteLink, User } from '../model/model.ts'

/** A link between two issues: `from` blocks `to`, in the words of the type's `outward`. */
export interface LinkInput {
  readonly typeId: string
  readonly from: string
  readonly to: string
}

/** A link to something outside; the same `globalId` on one issue is the same link. */
export interface RemoteLinkInput {
  readonly globalId: string
  readonly relationship?: string
  readonly application?: { readonly type: string; readonly name: string }
  readonly object: { readonly url: string; readonly title: string; readonly summary?: string }
}

/** Who follows an issue. */
export interface Watchers {
  readonly count: number
  readonly mine: boolean
  /** Empty for users who may not see them. */
  readonly users: readonly User[]
}

/** What an issue is connected with: other issues, things outside, people who follow it, files, notes of programs. */
export interface LinksFace {
  /** `not-found` where linking is switched off. */
  linkTypes(options?: CallOptions): Promise<readonly LinkType[]>
  link(input: LinkInput, options?: CallOptions): Promise<void>
  unlink(id: string, options?: CallOptions): Promise<void>
  remoteLinks(key: string, options?: CallOptions): Promise<readonly RemoteLink[]>
  /** Makes the link, or changes the one with the same global id; what is not given stays as it was. Gives its id. */
  putRemoteLink(key: string, input: RemoteLinkInput, options?: CallOptions): Promise<string>
  deleteRemoteLink(query: { readonly key: string; readonly id: string }, options?: CallOptions): Promise<void>
  watchers(key: string, options?: CallOptions): Promise<Watchers>
  /** `userId` null: oneself. */
  watch(key: string, userId: string | null, options?: CallOptions): Promise<void>
  unwatch(key: string, userId: string, options?: CallOptions): Promise<void>
  /** Who votes for it; empty for users who may not see them. */
  voters(key: string, options?: CallOptions): Promise<readonly User[]>
  /** `not-found` for the reporter, and where voting is switched off. */
  vote(key: string, isFor: boolean, options?: CallOptions): Promise<void>
  deleteAttachment(id: string, options?: CallOptions): Promise<void>
  suggestLabels(text: string, options?: CallOptions): Promise<readonly string[]>
  propertyKeys(key: string, options?: CallOptions): Promise<readonly string[]>
  /** Null where there is none. */
  property(key: string, name: string, options?: CallOptions): Promise<unknown>
  setProperty(
    query: { readonly key: string; readonly name: string },
    value: unknown,
    options?: CallOptions,
  ): Promise<void>
  deleteProperty(key: string, name: string, options?: CallOptions): Promise<void>
  /** Issues by a part of their key or summary: those looked at lately first, or with `jql` those that it matches alone. */
  pickIssues(
    query: { readonly text: string; readonly jql?: string },
    options?: CallOptions,
  ): Promise<readonly { readonly key: string; readonly summary: string }[]>
}
