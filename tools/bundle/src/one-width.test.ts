import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { oneWidth } from './one-width.ts'
import { temporaryFolder } from './testing/temporary-app.ts'

const measure = (answer: number): string => `export default () => ${answer}`
const files = {
  'main.js': "export { own } from './own.js'; export { other } from 'other'",
  'own.js': "import width from 'string-width'; export const own = width('x')",
  'node_modules/string-width/index.js': measure(9),
  'node_modules/other/index.js': "import width from 'string-width'; export const other = width('x')",
  'node_modules/other/node_modules/string-width/index.js': measure(8),
}

it('measures with the module of the app in every package', async () => {
  await using folder = await temporaryFolder(files)
  const outfile = join(folder.path, 'out.mjs')
  const entryPoints = [join(folder.path, 'main.js')]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', plugins: [oneWidth(folder.path)] })
  expect(await import(pathToFileURL(outfile).href)).toMatchObject({ own: 9, other: 9 })
})
