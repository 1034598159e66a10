import { sharedConfig } from '../../vitest.shared.ts'

/** Tests of the OS keychain, which write into it: only when asked for with `MMD_TEST_KEYCHAIN=1`. */
export default sharedConfig({
  include: ['src/**/*.keychain.test.ts'],
  exclude: [],
  reporters: ['default', ['json', { outputFile: 'coverage/keychain-results.json' }]],
})
