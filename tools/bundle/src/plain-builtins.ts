import { isBuiltin } from 'node:module'
import type { OnLoadResult, OnResolveResult, Plugin } from 'esbuild'

const namespace = 'node-builtin'

const isName = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default'

/**
 * Functions that are seldom called, of modules that take milliseconds to load. They are not loaded before the first call; none of
 * these functions has anything about it but that it can be called.
 */
const lateFunctions: Readonly<Record<string, readonly string[]>> = {
  child_process: ['execFileSync', 'spawnSync'],
  crypto: ['createHash', 'randomBytes', 'randomUUID', 'timingSafeEqual'],
}

/** A module of Node as one of ours: what nobody imports of it is not read, as esbuild leaves it out. */
const moduleOf = (path: string): string => {
  const found: unknown = process.getBuiltinModule(path)
  const names = Object.keys(found ?? {}).filter(isName)
  const late = lateFunctions[path.replace(/^node:/, '')] ?? []
  const get = `globalThis.process.getBuiltinModule(${JSON.stringify(path)})`
  return [
    `const builtin = /* @__PURE__ */ ${get}`,
    'export default builtin',
    ...names.map((name) =>
      late.includes(name)
        ? `const the_${name} = (...args) => ${get}.${name}(...args)`
        : `const the_${name} = /* @__PURE__ */ (() => builtin.${name})()`,
    ),
    `export { ${names.map((name) => `the_${name} as ${name}`).join(', ')} }`,
  ].join('\n')
}

/**
 * Takes Node's own modules by `process.getBuiltinModule`. By `import` Node reads every property of them first, and some of
 * these load or open something: of `process` the error stream and a table of all flags, of `crypto` all that browsers have.
 */
export const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  setup: (plugin) => {
    plugin.onResolve({ filter: /^[a-z][\w/:]*$/ }, ({ path, kind }): OnResolveResult | undefined =>
      kind === 'import-statement' && isBuiltin(path) ? { path, namespace, sideEffects: false } : undefined,
    )
    plugin.onLoad({ filter: /.*/, namespace }, ({ path }): OnLoadResult => ({ contents: moduleOf(path), loader: 'js' }))
  },
}
