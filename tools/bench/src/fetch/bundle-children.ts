import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Processes of a measurement, as files that Node can run as they are, by their names. */
export interface Children<Name extends string> extends AsyncDisposable {
  readonly files: Readonly<Record<Name, string>>
}

// CommonJS dependencies still ask for Node's modules by `require`, which an ES module does not have.
const requireBanner = "const require = process.getBuiltinModule('module').createRequire(import.meta.url);"

/** Bundles them as the program is bundled: run from source, the loader of TypeScript would be measured too. */
export const bundleChildren = async <Name extends string>(
  sources: Readonly<Record<Name, URL>>,
): Promise<Children<Name>> => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-bench-children-'))
  const entries = Object.entries<URL>(sources)
  await build({
    entryPoints: entries.map(([name, source]) => ({ in: fileURLToPath(source), out: name })),
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
  return {
    files: Object.fromEntries(entries.map(([name]) => [name, join(folder, `${name}.mjs`)])) as Record<Name, string>,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
