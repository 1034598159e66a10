import { sharedConfig } from '../../vitest.shared.ts'

export default sharedConfig({
  exclude: ['**/node_modules/**', '**/*.keychain.test.ts', '**/*.browser.test.ts'],
  // The independent authorization server tells on every start that it is not set up for production.
  onConsoleLog: (log) => !log.includes('oidc-provider '),
})
