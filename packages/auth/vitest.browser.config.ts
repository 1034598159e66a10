import { sharedConfig } from '../../vitest.shared.ts'

/** Tests of the watched window in a real Chromium: an installed one, or the program that `MMD_CHROMIUM` names. */
export default sharedConfig({
  include: ['src/**/*.browser.test.ts'],
  exclude: [],
  reporters: ['default', ['json', { outputFile: 'coverage/browser-results.json' }]],
})
