import { sharedConfig } from '../../vitest.shared.ts'

export default sharedConfig({
  exclude: ['src/**/*.e2e.test.ts'],
  maxWorkers: 2,
})
