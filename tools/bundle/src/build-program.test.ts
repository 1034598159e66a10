import { access, readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildProgram } from './build-program.ts'
import { runNode } from './testing/run-node.ts'
import { temporaryFolder } from './testing/temporary-app.ts'

describe('buildProgram', () => {
  it('skips entries that do not exist, and still writes an executable stub and the metafile', async () => {
    await using folder = await temporaryFolder({ 'src/main.ts': 'console.log("started")\n' })
    const { built, skipped, outFolder } = await buildProgram({ appFolder: folder.path })
    expect({ built, skipped }).toEqual({
      built: ['main.ts'],
      skipped: ['session/worker.ts', 'images/graphics/picture-worker.ts', 'commands/sandbox-worker.ts'],
    })
    expect((await stat(join(outFolder, 'mmd-tui.js'))).mode & 0o777).toBe(0o755)
    expect(JSON.parse(await readFile(join(outFolder, 'metafile.json'), 'utf8'))).toHaveProperty('outputs')
    await access(join(outFolder, 'main.js.map'))
  })

  it('builds the stub alone when nothing is there yet', async () => {
    await using folder = await temporaryFolder()
    expect((await buildProgram({ appFolder: folder.path })).built).toEqual([])
  })

  it("uses the app's own stub when it has one", async () => {
    await using folder = await temporaryFolder({ 'src/bin.js': '// own\n', 'src/main.ts': '' })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    expect(await readFile(join(outFolder, 'mmd-tui.js'), 'utf8')).toBe('// own\n')
  })

  it('runs with lazy chunks, a worker, and CommonJS packages that ask for modules and their own file', async () => {
    await using folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'node_modules/old/package.json': '{"name":"old","main":"index.js"}',
      'node_modules/old/index.js': "exports.extension = require('path').extname(__filename)\n",
      'src/main.ts':
        "const { start } = await import('./lazy.ts')\nstart(new URL('session/worker.js', import.meta.url))\n",
      'src/lazy.ts': [
        "import { Worker } from 'node:worker_threads'",
        "import old from 'old'",
        'export const start = (url: URL): void => { new Worker(url, { workerData: old.extension }) }',
      ].join('\n'),
      'src/session/worker.ts': "import { workerData } from 'node:worker_threads'\nconsole.log('worker', workerData)\n",
    })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    const { code, stdout, stderr } = await runNode([join(outFolder, 'main.js')])
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'worker .js\n', stderr: '' })
  })

  it('takes modules of Node without an import, under all the names that they are asked for by', async () => {
    await using folder = await temporaryFolder({
      'src/main.ts': [
        "import process, { platform } from 'node:process'",
        "import { createHash as hash } from 'crypto'",
        "import * as path from 'node:path'",
        "import { readFile } from 'node:fs/promises'",
        "const { join } = await import('./lazy.ts')",
        'const names = Object.keys(path).length > 10',
        "console.log(platform === process.platform, hash('md5').update('').digest('hex'), path.sep, names)",
        "console.log(join('a', 'b'), typeof readFile)",
      ].join('\n'),
      'src/lazy.ts': "export { join } from 'node:path/posix'\n",
    })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    expect(await readFile(join(outFolder, 'main.js'), 'utf8')).not.toMatch(/\bfrom\s*"(?:node:|crypto)/)
    const { stdout, stderr } = await runNode([join(outFolder, 'main.js')])
    expect({ stdout, stderr }).toEqual({
      stdout: `true d41d8cd98f00b204e9800998ecf8427e ${sep} true\na/b function\n`,
      stderr: '',
    })
  })

  it('does not load a large module of Node before something of it is called', async () => {
    await using folder = await temporaryFolder({
      'src/main.ts': [
        "import { randomUUID } from 'node:crypto'",
        "const isLoaded = () => process.moduleLoadList.includes('NativeModule crypto')",
        'console.log(isLoaded(), randomUUID().length, isLoaded())',
      ].join('\n'),
    })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    const { stdout, stderr } = await runNode([join(outFolder, 'main.js')])
    expect({ stdout, stderr }).toEqual({ stdout: 'false 36 true\n', stderr: '' })
  })
})
