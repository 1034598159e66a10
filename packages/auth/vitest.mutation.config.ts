import { defineConfig } from 'vitest/config'

/**
 * Tests of the pure parts alone, for mutation runs: no server, no process, no file. They stand by themselves, because
 * the mutation tool copies the package elsewhere.
 */
export default defineConfig({
  resolve: { conditions: ['@mmd/source'] },
  ssr: { resolve: { conditions: ['@mmd/source', 'module', 'node', 'import', 'default'] } },
  test: {
    include: [
      'src/api-base-url.test.ts',
      'src/clean.test.ts',
      'src/json-file.test.ts',
      'src/secret.test.ts',
      'src/redirect/callback.test.ts',
      'src/redirect/paste.test.ts',
      'src/redirect/registered.test.ts',
      'src/oauth1/*.test.ts',
      'src/sign-in/header.test.ts',
      'src/sign-in/attempt.test.ts',
      'src/site-book/base-url.test.ts',
      'src/site-book/schema.test.ts',
      'src/site-book/site-name.test.ts',
    ],
    testTimeout: 20_000,
  },
})
