import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { inkFast } from '../ink-fast.ts'
import type { Patch, PatchTarget } from '../patch.ts'
import { patches } from '../patches/index.ts'
import { temporaryFolder } from './temporary-app.ts'

const toolFolder = fileURLToPath(new URL('../../', import.meta.url))

/** The folder of an installed package, found through the packages that depend on it: `['ink', 'wrap-ansi']`. */
export const packageFolder = (chain: readonly string[]): string => {
  let folder = toolFolder
  for (const name of chain) {
    const paths = createRequire(join(folder, 'index.js')).resolve.paths(name) ?? []
    const found = paths.map((path) => join(path, name)).find((path) => isFolder(path))
    if (found === undefined) throw new Error(`${chain.join(' > ')} is not installed`)
    folder = found
  }
  return folder
}

const isFolder = (path: string): boolean => {
  try {
    createRequire(import.meta.url).resolve(join(path, 'package.json'))
    return true
  } catch {
    return false
  }
}

/** Loads a file of a dependency as it is installed. */
export const loadOriginal = async <Module>(file: string): Promise<Module> =>
  (await import(pathToFileURL(file).href)) as Module

// One file of Ink does not bring the others, which the plugin would miss.
const patchesFor = (file: string): Patch[] => {
  const concerns = (target: PatchTarget): boolean => target.package !== 'ink' || file.endsWith(target.file)
  return patches.map(({ name, required, targets }) => ({ name, required, targets: targets.filter(concerns) }))
}

/** Bundles a file of a dependency with the patches, and loads that. */
export const loadPatched = async <Module>(file: string): Promise<Module> => {
  await using folder = await temporaryFolder()
  const outfile = join(folder.path, 'patched.mjs')
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    metafile: true,
    logLevel: 'silent',
    plugins: [inkFast({ patches: patchesFor(file) })],
  })
  return (await import(pathToFileURL(outfile).href)) as Module
}

/** The name and version of the package whose folder is given. */
export const versionOf = async (folder: string): Promise<string> =>
  (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }).version
