import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { BundleError } from './errors.ts'
import { applyTarget, type Patch, type PatchTarget, targetsOf } from './patch.ts'
import { patches as allPatches } from './patches/index.ts'

/** Which patches a build applies. */
export interface InkFastOptions {
  /** Only what bundling needs. */
  readonly plain?: boolean
  readonly patches?: readonly Patch[]
}

const runtimeFolder = fileURLToPath(new URL('./runtime/', import.meta.url))
const nameOf = (target: PatchTarget): string => `${target.package}/${target.file}`
const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const fileFilter = (targets: readonly PatchTarget[]): RegExp => {
  const names = [...new Set(targets.map(nameOf))].map((name) => escape(name).replaceAll('/', String.raw`[\\/]`))
  return new RegExp(String.raw`[\\/]node_modules[\\/](?:${names.join('|')})$`)
}

const locate = async (
  path: string,
  targets: readonly PatchTarget[],
): Promise<Pick<PatchTarget, 'package' | 'version' | 'file'>> => {
  const target = targets.find((candidate) => path.replaceAll('\\', '/').endsWith(`/node_modules/${nameOf(candidate)}`))
  if (!target) throw new BundleError('patch-mismatch', `no patch is meant for ${path}`)
  const folder = path.slice(0, -target.file.length)
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { package: target.package, version, file: target.file }
}

/** The package that a file belongs to; a package may carry others in its own node_modules. */
const packageOf = (input: string): string | undefined =>
  input.includes('node_modules/')
    ? /^(?:@[^/]+\/)?[^/]+/.exec(input.split('node_modules/').at(-1) ?? '')?.[0]
    : undefined

/** The patched files that were not bundled although their package was: they have moved. */
const missed = (patches: readonly Patch[], inputs: readonly string[], applied: ReadonlySet<string>): string[] => {
  const packages = new Set(inputs.map(packageOf))
  return patches.flatMap((patch) =>
    patch.targets
      .filter((target) => packages.has(target.package) && !applied.has(nameOf(target)))
      .map((target) => `patch ${patch.name}: ${nameOf(target)} was not bundled although ${target.package} was`),
  )
}

/**
 * The esbuild plugin that patches Ink and what it stands on, each patch pinned to exact versions and texts. The build
 * fails when a patched file is there in another version, with other text, or no longer at its place.
 */
export const inkFast = ({ plain = false, patches = allPatches }: InkFastOptions = {}): Plugin => ({
  name: 'ink-fast',
  setup(build) {
    const chosen = patches.filter((patch) => patch.required || !plain)
    const targets = chosen.flatMap((patch) => patch.targets)
    const applied = new Set<string>()

    build.onResolve({ filter: /^mmd-bundle:/ }, ({ path }) => ({
      path: join(runtimeFolder, `${path.slice('mmd-bundle:'.length)}.ts`),
    }))
    build.onLoad({ filter: fileFilter(targets) }, async ({ path }) => {
      const found = await locate(path, targets)
      let contents = await readFile(path, 'utf8')
      for (const patch of chosen) {
        for (const target of targetsOf(patch, found)) contents = applyTarget(patch, target, contents)
      }
      applied.add(`${found.package}/${found.file}`)
      return { contents, loader: 'js' }
    })
    build.onEnd(({ metafile }) => ({
      errors: missed(chosen, Object.keys(metafile?.inputs ?? {}), applied).map((text) => ({ text })),
    }))
  },
})
