import type { Plugin } from 'esbuild'

/**
 * The esbuild plugin that lets every module measure text with the app's own `string-width`. Ink brings an older one, and
 * where the two differ a row that the app has filled to the last column is cut or too short on Ink's grid.
 */
export const oneWidth = (appFolder: string): Plugin => ({
  name: 'one-width',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, async ({ path, kind, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === 'one-width') return undefined
      const own = await build.resolve(path, { kind, resolveDir: appFolder, pluginData: 'one-width' })
      return own.errors.length === 0 ? own : undefined
    })
  },
})
