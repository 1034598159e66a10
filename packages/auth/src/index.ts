export { AuthError, type AuthErrorCode, isAuthError } from './errors.ts'
export type { CallbackWay, SecretStore, SignInEvent, SignInPorts } from './ports.ts'
export type { BadgeColour, OAuth2Settings, SignInMethod, Site } from './site.ts'
