import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * Tests of the pure parts alone, for mutation runs: no server, no process, no file. They stand by themselves, because
 * the mutation tool copies the package elsewhere.
 */
export default defineConfig({
  resolve: {
    conditions: ['@mmd/source'],
    alias: { 'fast-check': fileURLToPath(new URL('vitest.mutation.properties.ts', import.meta.url)) },
  },
  ssr: { resolve: { conditions: ['@mmd/source', 'module', 'node', 'import', 'default'] } },
  test: {
    include: [
      'src/{api-base-url,clean,json-file,secret}.test.ts',
      'src/invite/{canonical,format,invite,read-invite}.test.ts',
      'src/oauth1/{authorize,callback,oauth-header,problem,signature,token-answer}.test.ts',
      'src/redirect/{callback,paste,registered}.test.ts',
      'src/redirect/browser/{browser-candidates,browser-message,judge-navigation,launch-command,pipe-framing,window-targets}.test.ts',
      'src/secret-store/{pieces,secret-keys}.test.ts',
      'src/sign-in/{attempt,cloud-choices,header,oauth2-server,refuse-unsafe,tidy-answer}.test.ts',
      'src/site-book/{base-url,schema,site-name}.test.ts',
    ],
    testTimeout: 20_000,
    // Mutants are switched at run time: what was loaded once serves them all.
    isolate: false,
  },
})
