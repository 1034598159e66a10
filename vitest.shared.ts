import { defineConfig, type ViteUserConfig } from 'vitest/config'

/**
 * The Vitest settings that every project shares: workspace packages are read from source, and each run leaves its
 * totals in `coverage/results.json`, from which the closing line of `npm test` is added up.
 */
export const sharedConfig = (overrides: ViteUserConfig['test'] = {}): ViteUserConfig =>
  defineConfig({
    resolve: { conditions: ['@mmd/source'] },
    ssr: { resolve: { conditions: ['@mmd/source', 'module', 'node', 'import', 'default'] } },
    test: {
      include: ['src/**/*.test.{ts,tsx}'],
      reporters: ['default', ['json', { outputFile: 'coverage/results.json' }]],
      // On a busy machine much is slow without being stuck: whole processes are started, and thousands of cases tried.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // Nobody is there to run it again: who passes at the second try only is named at the end of `npm test`.
      retry: process.env['CI'] ? 1 : 0,
      // What is waited for comes; on a busy machine not within the second that is usual.
      expect: { poll: { timeout: 15_000 } },
      ...overrides,
    },
  })
