import type { Metafile } from 'esbuild'

/** What must not be loaded before the first frame: packages by their folder, and modules of Node. */
export interface Forbidden {
  /** Name for people, and a part of the path by which its files are known. */
  readonly packages: Readonly<Record<string, string>>
  readonly builtins: readonly string[]
}

/** The network and everything that is only needed with it: it belongs in the worker or in a lazy chunk. */
export const networkModules: Forbidden = {
  packages: {
    got: 'node_modules/got/',
    zod: 'node_modules/zod/',
    oauth4webapi: 'node_modules/oauth4webapi/',
    '@mmd/jira-sandbox': 'packages/jira-sandbox/',
  },
  builtins: ['http', 'https', 'http2', 'undici'],
}

/** A forbidden module that is loaded with the entry, and the static imports that lead to it, entry first. */
export interface ForbiddenImport {
  readonly module: string
  readonly chain: readonly string[]
}

type Outputs = Metafile['outputs']

const isStatic = (kind: string): boolean => kind === 'import-statement' || kind === 'require-call'

const loadedOutputs = (outputs: Outputs, entry: string): string[] => {
  const loaded = [entry]
  for (const path of loaded) {
    for (const next of outputs[path]?.imports ?? []) {
      if (isStatic(next.kind) && !next.external && !loaded.includes(next.path)) loaded.push(next.path)
    }
  }
  return loaded
}

/** The source files whose code is loaded with the entry; what tree shaking removed does not count. */
const loadedInputs = (outputs: Outputs, loaded: readonly string[]): Set<string> =>
  new Set(
    loaded.flatMap((path) =>
      Object.entries(outputs[path]?.inputs ?? {})
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([input]) => input),
    ),
  )

/** Shortest chain of static imports from the start to a file or Node module for which `isGoal` holds. */
const chainTo = (inputs: Metafile['inputs'], start: string, isGoal: (path: string) => boolean): string[] => {
  const queue = [[start]]
  const seen = new Set([start])
  for (const chain of queue) {
    const last = chain.at(-1) ?? start
    if (isGoal(last)) return chain
    for (const next of inputs[last]?.imports ?? []) {
      if (!isStatic(next.kind) || seen.has(next.path)) continue
      seen.add(next.path)
      queue.push([...chain, next.path])
    }
  }
  return [start]
}

const bare = (path: string): string => path.replace(/^node:/, '')

/** Finds the forbidden modules that a built entry (path of its source) loads statically; empty when there are none. */
export const findForbiddenImports = (
  { inputs, outputs }: Metafile,
  entrySource: string,
  forbidden: Forbidden = networkModules,
): ForbiddenImport[] => {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entrySource)
  if (entry === undefined) return []
  const loaded = loadedOutputs(outputs, entry)
  const files = [...loadedInputs(outputs, loaded)]
  const external = loaded
    .flatMap((path) => outputs[path]?.imports ?? [])
    .filter((next) => next.external && isStatic(next.kind))

  const ofPackages = Object.entries(forbidden.packages)
    .filter(([, part]) => files.some((file) => file.includes(part)))
    .map(([module, part]) => ({ module, chain: chainTo(inputs, entrySource, (path) => path.includes(part)) }))
  const ofBuiltins = forbidden.builtins
    .filter((name) => external.some((next) => bare(next.path) === name))
    .map((name) => ({ module: `node:${name}`, chain: chainTo(inputs, entrySource, (path) => bare(path) === name) }))
  return [...ofPackages, ...ofBuiltins]
}

/** Says what was found, one paragraph for each module, the chain from the entry downwards. */
export const describeForbiddenImports = (found: readonly ForbiddenImport[]): string =>
  found
    .map(({ module, chain }) => `${module} would be loaded before the first frame:\n  ${chain.join('\n  → ')}`)
    .join('\n')
