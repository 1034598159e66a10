import { globSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { importsIn, type ModuleImport } from './imports.ts'

/** A source file with what it imports; `path` is relative to the workspace's folder, with slashes. */
export interface SourceFile {
  readonly path: string
  readonly imports: readonly ModuleImport[]
}

/** One workspace of the repository, as its package.json and its sources say. */
export interface Workspace {
  readonly name: string
  /** Relative to the repository, with slashes. */
  readonly folder: string
  readonly tags: readonly string[]
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
  readonly sources: readonly SourceFile[]
}

interface Manifest {
  readonly name: string
  readonly workspaces?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly nx?: { readonly tags?: readonly string[] }
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

const slashed = (path: string): string => path.split(sep).join('/')

const skipped = /(^|[\\/])(node_modules|dist|coverage)$/

const readSources = (folder: string): readonly SourceFile[] =>
  globSync('**/*.{ts,tsx,mts,js,mjs}', { cwd: folder, exclude: (path) => skipped.test(path) })
    .sort()
    .map((path) => ({ path: slashed(path), imports: importsIn(readFileSync(join(folder, path), 'utf8')) }))

/** Reads all workspaces that the package.json in `root` names. Throws when one has no readable package.json. */
export const readWorkspaces = (root: string): readonly Workspace[] => {
  const patterns = readManifest(root).workspaces ?? []
  return globSync(
    patterns.map((pattern) => `${pattern}/package.json`),
    { cwd: root },
  )
    .sort()
    .map((file) => {
      const folder = join(root, file, '..')
      const { name, dependencies = {}, devDependencies = {}, nx } = readManifest(folder)
      return {
        name,
        folder: slashed(relative(root, folder)),
        tags: nx?.tags ?? [],
        dependencies: Object.keys(dependencies),
        devDependencies: Object.keys(devDependencies),
        sources: readSources(folder),
      }
    })
}
