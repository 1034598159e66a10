import { sharedConfig } from '../../vitest.shared.ts'

export default sharedConfig({
  include: ['src/**/*.e2e.test.ts'],
  reporters: ['default', ['json', { outputFile: 'coverage/e2e-results.json' }]],
  fileParallelism: false,
})
