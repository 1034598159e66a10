import type { Metafile } from 'esbuild'
import { BundleError } from './errors.ts'

/** What is loaded in one go: sources, and whatever they import statically that no layer before has. */
export interface Layer {
  readonly name: string
  /** Paths relative to the app's `src`. */
  readonly roots: readonly string[]
  /** Leaves out what anything can load that none of the roots has loaded: it would load the whole layer with it. */
  readonly isOwn?: boolean
}

/** A layer as a file: which of the built files go into it, and by what names it gives what they export. */
export interface LayerFile {
  readonly name: string
  /** Paths of built files, as the metafile has them. */
  readonly members: readonly string[]
  /** By member and its own name of an export: the name of it in the layer. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Members that do nothing unless something of them is used: the bundler's own helpers, in which no source is. */
  readonly helpers: readonly string[]
}

type Outputs = Metafile['outputs']

const closure = (outputs: Outputs, start: string, taken: ReadonlySet<string>): string[] => {
  const found: string[] = []
  const visit = (path: string): void => {
    if (taken.has(path) || found.includes(path)) return
    found.push(path)
    for (const { kind, external, path: next } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external) visit(next)
  }
  visit(start)
  return found
}

/** What can be loaded from the program's entries without one of these files. */
const reachableWithout = (outputs: Outputs, entries: readonly string[], without: readonly string[]): Set<string> => {
  const found = new Set(entries)
  for (const path of found)
    for (const { external, path: next } of outputs[path]?.imports ?? [])
      if (!external && !without.includes(next)) found.add(next)
  return found
}

/** The built file that begins with this source, or has it in it. */
const fileOf = (outputs: Outputs, source: string): string | undefined => {
  const paths = Object.keys(outputs)
  return (
    paths.find((path) => outputs[path]?.entryPoint === source) ??
    paths.find((path) => outputs[path]?.inputs[source] !== undefined)
  )
}

/** Whoever loads a root of a layer by `import()` gets the whole layer, in which the root's exports have their own names. */
const namesIn = (outputs: Outputs, layer: Layer, members: readonly string[]): LayerFile['names'] => {
  const own = new Set<string>()
  return new Map(
    members.map((member, at) => {
      const { entryPoint, exports = [] } = outputs[member] ?? {}
      const names = exports.map((name) => {
        if (entryPoint === undefined) return [name, `${name}$${at}`] as const
        if (own.has(name)) throw new BundleError('name-clash', `Two sources of the layer ${layer.name} export ${name}`)
        own.add(name)
        return [name, name] as const
      })
      return [member, new Map(names)] as const
    }),
  )
}

/**
 * Sorts built files into layers. A layer needs nothing but itself, layers before it and files of their own, so none of them
 * needs one that comes later. Sources that are not there are left out; `entries` are those that the program begins with.
 * Throws `name-clash`.
 */
export const sortIntoLayers = (
  { outputs }: Pick<Metafile, 'outputs'>,
  layers: readonly Layer[],
  entries: readonly string[],
): LayerFile[] => {
  const taken = new Set<string>()
  const filesOf = (sources: readonly string[]): string[] => sources.flatMap((source) => fileOf(outputs, source) ?? [])
  return layers.flatMap((layer) => {
    const roots = filesOf(layer.roots)
    const others = layer.isOwn === true ? reachableWithout(outputs, filesOf(entries), roots) : new Set<string>()
    const members: string[] = []
    for (const root of roots)
      for (const path of closure(outputs, root, taken)) {
        if (others.has(path)) continue
        members.push(path)
        taken.add(path)
      }
    const helpers = members.filter((member) => Object.keys(outputs[member]?.inputs ?? {}).length === 0)
    const names = namesIn(outputs, layer, members)
    return members.length === 0 ? [] : [{ name: layer.name, members, names, helpers }]
  })
}
