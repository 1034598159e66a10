import { sharedConfig } from '../../vitest.shared.ts'

// The tests of commands start the program some twenty times each: on a busy machine that is slow without being stuck.
export default sharedConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
