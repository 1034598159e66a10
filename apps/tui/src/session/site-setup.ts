// What saving a site needs, for the screen to load when it is asked for. The packages are not imported dynamically
// themselves: the bundler would then keep each of them in one piece, and the first frame would load all of it.
export {
  createInvite,
  forgetSite,
  isSiteName,
  openInvite,
  parseBaseUrl,
  publicKeyOf,
  readInvite,
  renameSite,
  Secret,
  secretKeys,
  suggestSiteName,
  transportFor,
} from '@mmd/auth'
export { probeSite } from '@mmd/jira-api'
export { toClientTransport } from './sign-in.ts'
