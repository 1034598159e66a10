export { apiBaseUrl, cloudHosts } from './api-base-url.ts'
export { AuthError, type AuthErrorCode, isAuthError } from './errors.ts'
export { type CreateInviteOptions, createInvite } from './invite/create-invite.ts'
export type { Invite, InviteView } from './invite/invite.ts'
export { openInvite } from './invite/open-invite.ts'
export { readInvite } from './invite/read-invite.ts'
export { checkConsumer } from './oauth1/check-consumer.ts'
export { createConsumerKey, publicKeyOf } from './oauth1/key-pair.ts'
export type {
  Access,
  Authorize,
  CallbackWay,
  CloudSiteChoice,
  Identity,
  RequestLine,
  SecretStore,
  SignedIn,
  SignInEvent,
  SignInPorts,
  SignInQuestion,
  WatchableBrowser,
} from './ports.ts'
export { findBrowser } from './redirect/browser/find-browser.ts'
export { listenForRedirect } from './redirect/listener.ts'
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
export { parseToken } from './sign-in/header.ts'
export { type MintOptions, signInByMinting } from './sign-in/mint-pat.ts'
export type { RedeemPorts } from './sign-in/redeem.ts'
export { signIn } from './sign-in/sign-in.ts'
export type { SignInOptions } from './sign-in/sign-in-options.ts'
export { type SignOutOptions, signOut } from './sign-in/sign-out.ts'
export {
  type BeginSignInOptions,
  beginSignIn,
  type CompleteSignInOptions,
  completeSignIn,
  findPendingSite,
} from './sign-in/two-step.ts'
export type {
  BadgeColour,
  CloudSettings,
  OAuth1Settings,
  OAuth2Settings,
  OAuthMode,
  SignInMethod,
  Site,
  TlsSettings,
} from './site.ts'
export { badgeColours, oauthModes, signInMethods } from './site.ts'
export { type BaseUrlRules, isLoopbackHost, parseBaseUrl } from './site-book/base-url.ts'
export { forgetSite, renameSite } from './site-book/forget-site.ts'
export { openSiteBook, type SiteBook, type SiteBookOptions, type SitePatch } from './site-book/site-book.ts'
export { isSiteName, suggestSiteName } from './site-book/site-name.ts'
export { type SiteTransportOptions, transportFor } from './site-transport.ts'
export type { TlsMaterial, Transport } from './transport.ts'
