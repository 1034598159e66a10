import type { Patch } from '../patch.ts'

/**
 * Empties Ink's bridge to the React developer tools: it imports an optional package that is not installed, and would
 * wake up in any shell where `DEV=true` is set.
 */
export const devtools: Patch = {
  name: 'devtools',
  required: true,
  targets: [
    {
      package: 'ink',
      version: '8.0.0',
      file: 'build/reconciler.js',
      replacements: [{ search: "        await import('./devtools.js');\n", replace: '' }],
    },
  ],
}
