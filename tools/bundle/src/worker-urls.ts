import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import { BundleError } from './errors.ts'

const workerUrl = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+\.tsx?)\1,\s*import\.meta\.url\s*,?\s*\)/g
const marker = '__BUNDLE_ROOT__'

/** Where the sources are, and which of them (relative, with forward slashes) become files of their own. */
export interface WorkerUrlOptions {
  readonly sourceRoot: string
  readonly entries: readonly string[]
}

/** Replaces `new URL('./x.ts', import.meta.url)` by the built file of that entry; throws `unknown-worker` if it is none. */
export const markWorkerUrls = (source: string, path: string, { sourceRoot, entries }: WorkerUrlOptions): string =>
  source.replaceAll(workerUrl, (_text, _quote, target: string) => {
    const entry = relative(sourceRoot, resolve(dirname(path), target)).replaceAll('\\', '/')
    if (!entries.includes(entry)) {
      throw new BundleError('unknown-worker', `${path} names ${target} by URL, but ${entry} is no entry of the bundle`)
    }
    return `new URL('${marker}/${entry.replace(/\.tsx?$/, '.js')}', import.meta.url)`
  })

/** Fills in the way from a built file (path below the output folder, forward slashes) to the output folder. */
export const resolveWorkerUrls = (text: string, outputPath: string): string => {
  const depth = outputPath.split('/').length - 1
  return text.replaceAll(marker, depth === 0 ? '.' : Array.from({ length: depth }, () => '..').join('/'))
}

/**
 * The esbuild plugin that lets sources name their workers by `new URL('./worker.ts', import.meta.url)`: the code may
 * land in a chunk of another folder, so the address is only finished when the built files are written.
 */
export const workerUrls = (options: WorkerUrlOptions): Plugin => ({
  name: 'worker-urls',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (!path.startsWith(options.sourceRoot) || options.entries.length === 0) return undefined
      const source = await readFile(path, 'utf8')
      if (!source.includes('import.meta.url')) return undefined
      return { contents: markWorkerUrls(source, path, options), loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
})
