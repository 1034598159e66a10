import type { Site } from '../site.ts'
import type { InviteFile } from './invite-file.ts'

/** A view that comes along as a suggestion. */
export interface InviteView {
  readonly name: string
  readonly jql: string
}

/**
 * An invite as it was read, nothing of it stored yet.
 *
 * Whoever writes an invite decides where passwords and tokens are typed in and sent, so it is a way to phish. Texts in
 * it hold no control characters, and that is all that is known of them. Before joining, show the person
 * - `site.baseUrl` with its host set off, and `site.cloud`'s `authUrl` and `apiUrl` where they differ from Atlassian's;
 * - the method, and its `clientId` or `consumerKey` with the redirect URL;
 * - everything that lets somebody listen in: `site.proxy`, an authority in `site.tls.ca` (subject and fingerprint),
 *   `site.insecureHttp`;
 * - that nothing vouches for an invite that is not sealed. A sealed one comes unchanged from somebody who knew the
 *   passphrase, but only once `openInvite` has said so;
 * - `note`, view names and JQL as the words of a stranger, cleaned like a server's and never as the program's own.
 */
export interface Invite {
  /** Has a part that a passphrase opens, and that vouches for all the rest. */
  readonly isSealed: boolean
  /** Without secrets and without a user; the name is a suggestion. */
  readonly site: Site
  readonly views: readonly InviteView[]
  readonly note?: string
  /** Epoch milliseconds, as the file says. */
  readonly createdAt: number
  /** What `openInvite` checks; not for showing. */
  readonly file: InviteFile
}
