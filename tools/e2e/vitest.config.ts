import { sharedConfig } from '../../vitest.shared.ts'

export default sharedConfig({
  exclude: ['src/**/*.e2e.test.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  maxWorkers: 2,
})
