import { sharedConfig } from '../../vitest.shared.ts'

export default sharedConfig({
  include: ['src/**/*.e2e.test.ts'],
  reporters: ['default', ['json', { outputFile: 'coverage/e2e-results.json' }]],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  fileParallelism: false,
})
