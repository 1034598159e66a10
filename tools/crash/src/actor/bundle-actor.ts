import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

// CommonJS dependencies still ask for Node's modules by `require`, which an ES module does not have.
const requireBanner = "const require = process.getBuiltinModule('module').createRequire(import.meta.url);"

/** Bundles the actor into a folder, as the program is bundled, and gives the file: run from source it would start too slowly. */
export const bundleActor = async (folder: string): Promise<string> => {
  const outfile = join(folder, 'actor.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('./actor-process.ts', import.meta.url))],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['@mmd/source', 'module'],
    banner: { js: requireBanner },
    define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
    logLevel: 'silent',
  })
  return outfile
}
