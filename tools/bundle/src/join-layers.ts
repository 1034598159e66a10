import { dirname, relative, resolve } from 'node:path'
import {
  type BuildOptions,
  build,
  type OnLoadResult,
  type OnResolveResult,
  type OutputFile,
  type Plugin,
} from 'esbuild'
import type { LayerFile } from './layers.ts'
import { plainBuiltins } from './plain-builtins.ts'

export interface JoinOptions {
  /** Folder to which the paths in `layers` are relative. */
  readonly base: string
  readonly outFolder: string
  /** What was built so far, with its source maps in it. */
  readonly files: readonly OutputFile[]
  readonly layers: readonly LayerFile[]
  /** Options that all builds share. */
  readonly options: BuildOptions
}

/** Layers lie beside the files that stay by themselves, whose paths to others are right there too. */
const folderOfLayers = 'chunks'

const specifier = (from: string, to: string): string => {
  const path = relative(from, to).replaceAll('\\', '/')
  return path.startsWith('.') ? path : `./${path}`
}

const exportsOf = (names: Iterable<readonly [string, string]>, from: string): string =>
  `export { ${[...names].map(([name, alias]) => `${name} as ${alias}`).join(', ')} } from ${JSON.stringify(from)}\n`

/**
 * Writes each layer as one file and lets all other files import from it. A file costs about a millisecond to find, to read
 * and to link, whatever is in it.
 */
export const joinLayers = async ({ base, outFolder, files, layers, options }: JoinOptions): Promise<OutputFile[]> => {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const layerOf = new Map(layers.flatMap((layer) => layer.members.map((path) => [resolve(base, path), layer] as const)))
  const fileOf = ({ name }: LayerFile): string => resolve(outFolder, folderOfLayers, `${name}.js`)
  const namesOf = (layer: LayerFile, path: string): ReadonlyMap<string, string> =>
    layer.names.get([...layer.names.keys()].find((member) => resolve(base, member) === path) ?? '') ?? new Map()

  const isHelper = ({ helpers }: LayerFile, path: string): boolean =>
    helpers.some((helper) => resolve(base, helper) === path)

  const find = (current: LayerFile | undefined, folder: string): Plugin => ({
    name: 'layers',
    setup: (plugin) => {
      plugin.onResolve({ filter: /./ }, ({ path, kind }) => (kind === 'entry-point' ? { path } : undefined))
      plugin.onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir, kind, namespace }): OnResolveResult => {
        if (namespace === 'other-layer') return { path, external: true }
        const target = resolve(importer === '' || resolveDir !== '' ? resolveDir : dirname(importer), path)
        const layer = layerOf.get(target)
        if (kind === 'dynamic-import')
          return { path: specifier(folder, layer === undefined ? target : fileOf(layer)), external: true }
        if (layer === undefined) return { path: specifier(folder, target), external: true }
        if (layer === current) return { path: target, sideEffects: true }
        // Every file imports the helpers, also one that uses none.
        return { path: target, namespace: 'other-layer', sideEffects: !isHelper(layer, target) }
      })
      plugin.onLoad({ filter: /.*/, namespace: 'other-layer' }, ({ path }): OnLoadResult => {
        const layer = layerOf.get(path)
        if (layer === undefined) throw new TypeError(`${path} is in no layer`)
        const names = [...namesOf(layer, path)].map(([name, alias]) => [alias, name] as const)
        return { contents: exportsOf(names, specifier(folder, fileOf(layer))), loader: 'js', resolveDir: folder }
      })
      plugin.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }): OnLoadResult | undefined => {
        const contents = texts.get(path)
        return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: dirname(path) }
      })
    },
  })

  const run = async (more: BuildOptions): Promise<readonly OutputFile[]> =>
    (await build({ ...options, splitting: false, write: false, ...more })).outputFiles ?? []

  const joined = layers.map((layer) => {
    const lines = layer.members.map((member) => {
      const path = resolve(base, member)
      return exportsOf(namesOf(layer, path), specifier(resolve(outFolder, folderOfLayers), path))
    })
    const resolveDir = resolve(outFolder, folderOfLayers)
    return run({
      stdin: { contents: lines.join(''), resolveDir, loader: 'js' },
      outfile: fileOf(layer),
      plugins: [plainBuiltins, find(layer, resolveDir)],
    })
  })
  const others = [...texts.keys()].filter((path) => path.endsWith('.js') && !layerOf.has(path))
  const folders = [...new Set(others.map(dirname))]
  const rest = folders.map((folder) =>
    run({
      entryPoints: others.filter((path) => dirname(path) === folder),
      outdir: folder,
      outbase: folder,
      plugins: [plainBuiltins, find(undefined, folder)],
    }),
  )
  return (await Promise.all([...joined, ...rest])).flat()
}
