import { join } from 'node:path'
import { type BuildFailure, build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { inkFast } from './ink-fast.ts'
import type { Patch } from './patch.ts'
import { temporaryFolder } from './testing/temporary-app.ts'

const patch: Patch = {
  name: 'greeting',
  required: false,
  targets: [
    {
      package: 'greeter',
      version: '1.0.0',
      file: 'lib/hello.js',
      replacements: [{ search: 'hello', replace: 'patched' }],
    },
  ],
}

const greeter = (version: string, source: string, file = 'lib/hello.js'): Record<string, string> => ({
  'main.js': `import { word } from 'greeter'\nconsole.log(word)\n`,
  'node_modules/greeter/package.json': JSON.stringify({ name: 'greeter', version, type: 'module', main: file }),
  [`node_modules/greeter/${file}`]: source,
})

const bundle = async (files: Record<string, string>, plain = false): Promise<string> => {
  await using folder = await temporaryFolder(files)
  const result = await build({
    entryPoints: [join(folder.path, 'main.js')],
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [inkFast({ plain, patches: [patch] })],
  })
  return result.outputFiles[0]?.text ?? ''
}

const failure = async (files: Record<string, string>): Promise<string> => {
  try {
    await bundle(files)
  } catch (error) {
    return (error as BuildFailure).message
  }
  return 'built without an error'
}

const source = "export const word = 'hello'"

describe('inkFast', () => {
  it('changes the file of the pinned version', async () => {
    expect(await bundle(greeter('1.0.0', source))).toContain('patched')
  })

  it('leaves optional patches out of a plain build, whatever the version', async () => {
    expect(await bundle(greeter('3.0.0', source), true)).toContain('hello')
  })

  it('fails when another version is installed', async () => {
    expect(await failure(greeter('1.0.1', source))).toContain('written for greeter 1.0.0, but 1.0.1 is installed')
  })

  it('fails when the text has changed', async () => {
    expect(await failure(greeter('1.0.0', "export const word = 'good day'"))).toContain('occurs 0 times')
  })

  it('fails when the file is no longer where it was', async () => {
    expect(await failure(greeter('1.0.0', source, 'dist/hello.js'))).toContain('greeter/lib/hello.js was not bundled')
  })

  it('says nothing about packages that are not bundled', async () => {
    expect(await bundle({ 'main.js': 'console.log(1)' })).toContain('console.log(1)')
  })
})
