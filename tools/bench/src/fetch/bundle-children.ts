import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The processes that take part, as files that Node can run as they are. */
export interface Children extends AsyncDisposable {
  readonly site: string
  readonly client: string
  readonly plain: string
}

const names = ['site', 'client', 'plain'] as const

// CommonJS dependencies still ask for Node's modules by `require`, which an ES module does not have.
const requireBanner = "const require = process.getBuiltinModule('module').createRequire(import.meta.url);"

/** Bundles them as the program is bundled: run from source, the loader of TypeScript would be measured too. */
export const bundleChildren = async (): Promise<Children> => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-bench-fetch-'))
  await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(`./${name}-process.ts`, import.meta.url))),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['@mmd/source', 'module'],
    banner: { js: requireBanner },
    define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
    logLevel: 'silent',
  })
  const file = (name: string): string => join(folder, `${name}-process.mjs`)
  return {
    site: file('site'),
    client: file('client'),
    plain: file('plain'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
