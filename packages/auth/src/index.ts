export { AuthError, type AuthErrorCode, isAuthError } from './errors.ts'
export type { Transport } from './http.ts'
export type { CallbackWay, SecretStore, SignInEvent, SignInPorts } from './ports.ts'
export { parsePastedRedirect } from './redirect/paste.ts'
export {
  type CredentialOptions,
  type CredentialSource,
  type CredentialStatus,
  credentialFor,
  staticCredential,
} from './renewal.ts'
export { Secret } from './secret.ts'
export { openSecretStore, type SecretStoreOptions } from './secret-store/open-secret-store.ts'
export { type SecretKeys, secretKeys } from './secret-store/secret-keys.ts'
export { type SignInOptions, signIn } from './sign-in/oauth2.ts'
export { parseToken, signInWithToken } from './sign-in/pat.ts'
export type { RedeemPorts, SignedIn } from './sign-in/redeem.ts'
export { type SignOutOptions, signOut } from './sign-in/sign-out.ts'
export {
  type BeginSignInOptions,
  beginSignIn,
  type CompleteSignInOptions,
  completeSignIn,
  findPendingSite,
} from './sign-in/two-step.ts'
export type { BadgeColour, OAuth2Settings, SignInMethod, Site } from './site.ts'
export { type BaseUrlRules, isLoopbackHost, parseBaseUrl } from './site-book/base-url.ts'
export { forgetSite, renameSite } from './site-book/forget-site.ts'
export { openSiteBook, type SiteBook, type SiteBookOptions, type SitePatch } from './site-book/site-book.ts'
export { isSiteName, suggestSiteName } from './site-book/site-name.ts'
