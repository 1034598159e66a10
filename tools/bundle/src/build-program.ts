import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { layers, mainEntry, presentEntries } from './entries.ts'
import { BundleError } from './errors.ts'
import { describeForbiddenImports, findForbiddenImports } from './graph-check.ts'
import { inkFast } from './ink-fast.ts'
import { joinLayers } from './join-layers.ts'
import { sortIntoLayers } from './layers.ts'
import { oneWidth } from './one-width.ts'

/** Which app to build, and where to. */
export interface BuildProgramOptions {
  /** The app's folder, which holds `src`. */
  readonly appFolder: string
  /** Default: `dist` in the app's folder. */
  readonly outFolder?: string
  /** Without the patches that are only there for speed. */
  readonly plain?: boolean
}

/** What was built. */
export interface BuiltProgram {
  readonly outFolder: string
  readonly built: readonly string[]
  readonly skipped: readonly string[]
  readonly metafile: Metafile
}

const stub = fileURLToPath(new URL('./stub/mmd-tui.js', import.meta.url))

// CommonJS dependencies still ask for Node's modules by `require`, which an ES module does not have.
const requireBanner = "const require = process.getBuiltinModule('module').createRequire(import.meta.url);"

const shared: BuildOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  external: ['@napi-rs/keyring'],
  // Half as much to read and to keep. Names stay: they are in what a person reports.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'silent',
  write: false,
}

const optionsFor = (
  sourceRoot: string,
  outFolder: string,
  present: readonly string[],
  plain: boolean,
): BuildOptions => ({
  ...shared,
  absWorkingDir: sourceRoot,
  entryPoints: present.map((entry) => join(sourceRoot, entry)),
  outbase: sourceRoot,
  outdir: outFolder,
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  conditions: ['@mmd/source', 'module'],
  // CommonJS packages may ask for their own file (write-file-atomic does), which an ES module does not have.
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    __filename: 'import.meta.filename',
    __dirname: 'import.meta.dirname',
  },
  jsx: 'automatic',
  jsxDev: false,
  sourcemap: 'inline',
  metafile: true,
  plugins: [oneWidth(dirname(sourceRoot)), inkFast({ plain })],
})

const writeStub = async (sourceRoot: string, outFolder: string): Promise<void> => {
  const own = join(sourceRoot, 'bin.js')
  const target = join(outFolder, 'mmd-tui.js')
  await copyFile(existsSync(own) ? own : stub, target)
  await chmod(target, 0o755)
}

/**
 * Bundles the app: the entries that exist, lazy chunks, source maps, the metafile and the executable stub. Rejects with
 * esbuild's error, or with `forbidden-import` when the main entry would load the network before the first frame; then
 * nothing is written.
 */
export const buildProgram = async (options: BuildProgramOptions): Promise<BuiltProgram> => {
  const sourceRoot = resolve(options.appFolder, 'src')
  const outFolder = resolve(options.outFolder ?? join(options.appFolder, 'dist'))
  const { present, absent } = presentEntries(sourceRoot)
  const { metafile, outputFiles } = await build(optionsFor(sourceRoot, outFolder, present, options.plain ?? false))
  if (!metafile || !outputFiles) throw new TypeError('esbuild was asked for a metafile and files in memory')

  const found = findForbiddenImports(metafile, mainEntry)
  if (found.length > 0) throw new BundleError('forbidden-import', describeForbiddenImports(found))

  const files = await joinLayers({
    base: sourceRoot,
    outFolder,
    files: outputFiles,
    layers: sortIntoLayers(metafile, layers, present),
    options: { ...shared, sourcemap: 'linked', banner: { js: requireBanner } },
  })
  await rm(join(outFolder, 'chunks'), { recursive: true, force: true })
  await mkdir(outFolder, { recursive: true })
  await Promise.all(
    files.map(async ({ path, contents }) => {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, contents)
    }),
  )
  await writeFile(join(outFolder, 'metafile.json'), JSON.stringify(metafile))
  await writeStub(sourceRoot, outFolder)
  return { outFolder, built: present, skipped: absent, metafile }
}
