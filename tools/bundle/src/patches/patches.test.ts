import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyTarget } from '../patch.ts'
import { packageFolder, versionOf } from '../testing/patched-module.ts'
import { patches } from './index.ts'

/** How each patched package is reached from this tool, by name and version. */
const installed: Readonly<Record<string, readonly string[]>> = {
  'ink@8.0.0': ['ink'],
  'yoga-layout@3.2.1': ['ink', 'yoga-layout'],
  '@alcalzone/ansi-tokenize@0.3.2': ['ink', '@alcalzone/ansi-tokenize'],
  'wrap-ansi@10.0.2': ['ink', 'wrap-ansi'],
  'string-width@8.3.0': ['ink', 'string-width'],
  'string-width@9.0.0': ['string-width'],
  'widest-line@6.0.0': ['ink', 'widest-line'],
  'slice-ansi@10.0.1': ['ink', 'cli-truncate', 'slice-ansi'],
}

const cases = patches.flatMap((patch) =>
  patch.targets.map((target) => ({
    patch,
    target,
    title: `${patch.name} on ${target.package}@${target.version} ${target.file}`,
  })),
)

describe('the patches', () => {
  it.each(cases)('fit what is installed: $title', async ({ patch, target }) => {
    const folder = packageFolder(installed[`${target.package}@${target.version}`] ?? [target.package])
    const source = await readFile(join(folder, target.file), 'utf8')
    expect(await versionOf(folder)).toBe(target.version)
    expect(applyTarget(patch, target, source)).not.toBe(source)
  })
})
