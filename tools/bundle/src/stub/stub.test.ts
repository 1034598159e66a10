import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { buildProgram } from '../build-program.ts'
import { runNode } from '../testing/run-node.ts'
import { temporaryFolder } from '../testing/temporary-app.ts'

const source = await readFile(new URL('./mmd-tui.js', import.meta.url), 'utf8')

const startOn = (version: string): { lines: string[]; exitCode: number | undefined } => {
  const lines: string[] = []
  const process: { versions: { node: string }; exitCode?: number } = { versions: { node: version } }
  new Script(source).runInNewContext({ process, console: { error: (line: string) => lines.push(line) } })
  return { lines, exitCode: process.exitCode }
}

describe('the stub', () => {
  it.each(['10.24.1', '20.19.0', '24.14.1'])('says on Node %s in two lines what is wrong and what to do', (version) => {
    const { lines, exitCode } = startOn(version)
    expect(lines).toEqual([
      `mmd-tui needs Node 24.15 or later, and this is Node ${version}.`,
      expect.stringContaining('nodejs.org'),
    ])
    expect(exitCode).toBe(1)
  })

  it('has no syntax that Node 10 could not read', async () => {
    const lowered = await transform(source, { target: 'es2017', supported: { 'dynamic-import': true } })
    const kept = await transform(source, { target: 'esnext' })
    expect(lowered.code).toBe(kept.code)
  })

  it('starts the program with compiled code kept under MMD_HOME', async () => {
    await using folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'src/main.ts': "console.log('started', process.getBuiltinModule('module').getCompileCacheDir() !== undefined)\n",
    })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    const { stdout, code } = await runNode([join(outFolder, 'mmd-tui.js')], { MMD_HOME: join(folder.path, 'home') })
    expect({ stdout, code }).toEqual({ stdout: 'started true\n', code: 0 })
    expect(await readdir(join(folder.path, 'home', 'cache'))).toHaveLength(1)
  })

  it('ends with code 1 and the reason when the program cannot start', async () => {
    await using folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'src/main.ts': "throw new Error('no')\n",
    })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    const { stderr, code } = await runNode([join(outFolder, 'mmd-tui.js')], { MMD_HOME: join(folder.path, 'home') })
    expect({ stderr, code }).toEqual({ stderr: expect.stringContaining('Error: no'), code: 1 })
  })
})
