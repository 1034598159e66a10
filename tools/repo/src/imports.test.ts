import { expect, it } from 'vitest'
import { importsIn } from './imports.ts'

it('finds imports in all their forms', () => {
  const source = [
    "import 'a'",
    "import b from 'b'",
    "import { c, type C } from '@mmd/c'",
    "import type { D } from 'd'",
    'import {',
    '  e,',
    '  f,',
    "} from './e.ts'",
    "export { g } from 'g'",
    "export * from 'h'",
    "export type { I } from 'i'",
    'const j = await import("j")',
    "const k = import.meta.resolve('k')",
  ].join('\n')
  expect(importsIn(source).map(({ specifier, kind }) => `${kind} ${specifier}`)).toEqual([
    'static a',
    'static b',
    'static @mmd/c',
    'type d',
    'static ./e.ts',
    'static g',
    'static h',
    'type i',
    'dynamic j',
    'dynamic k',
  ])
})

it('takes no comment, no text and no export of a value for an import', () => {
  const source = [
    '/**',
    " * import { x } from 'comment'",
    " * await import('comment')",
    ' */',
    "// import('comment')",
    "export const text = 'from'",
    "export const words = ['import', 'from', 'x']",
    'const code = "import x from y"',
  ].join('\n')
  expect(importsIn(source)).toEqual([])
})
