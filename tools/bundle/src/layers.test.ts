import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildProgram } from './build-program.ts'
import { sortIntoLayers } from './layers.ts'
import { runNode } from './testing/run-node.ts'
import { temporaryFolder } from './testing/temporary-app.ts'

const output = (entryPoint: string | undefined, imports: readonly string[], exports: readonly string[] = []) => ({
  bytes: 1,
  inputs: {},
  exports: [...exports],
  imports: imports.map((path) => ({ path, kind: 'import-statement' as const })),
  ...(entryPoint === undefined ? {} : { entryPoint }),
})

describe('sortIntoLayers', () => {
  it('puts into a layer what it loads and no layer before it has', () => {
    const outputs = {
      'a.js': output('a.ts', ['shared.js'], ['a']),
      'b.js': output('b.ts', ['shared.js', 'own.js'], ['b']),
      'own.js': output(undefined, [], ['x']),
      'shared.js': output(undefined, [], ['x']),
    }
    const files = sortIntoLayers(
      { outputs },
      [
        { name: 'first', roots: ['a.ts'] },
        { name: 'second', roots: ['b.ts', 'gone.ts'] },
      ],
      ['a.ts'],
    )
    expect(files.map(({ name, members }) => [name, members])).toEqual([
      ['first', ['a.js', 'shared.js']],
      ['second', ['b.js', 'own.js']],
    ])
    expect(files[1]?.names.get('b.js')?.get('b')).toBe('b')
    expect(files[1]?.names.get('own.js')?.get('x')).not.toBe('x')
  })

  it('leaves out of a layer of its own what something else can load without it', () => {
    const later = (path: string) => ({ path, kind: 'dynamic-import' as const })
    const outputs = {
      'main.js': { ...output('main.ts', []), imports: [later('a.js'), later('b.js')] },
      'a.js': output('a.ts', ['shared.js', 'own.js']),
      'b.js': output('b.ts', ['shared.js']),
      'own.js': output(undefined, []),
      'shared.js': output(undefined, []),
    }
    const [file] = sortIntoLayers({ outputs }, [{ name: 'first', roots: ['a.ts'], isOwn: true }], ['main.ts'])
    expect(file?.members).toEqual(['a.js', 'own.js'])
  })

  it('knows the helpers of the bundler, in which no source is', () => {
    const outputs = {
      'a.js': { ...output('a.ts', ['helpers.js']), inputs: { 'a.ts': { bytesInOutput: 1 } } },
      'helpers.js': output(undefined, [], ['__export']),
    }
    const [file] = sortIntoLayers({ outputs }, [{ name: 'first', roots: ['a.ts'] }], ['a.ts'])
    expect(file?.helpers).toEqual(['helpers.js'])
  })

  it('refuses two sources of one layer that export the same name', () => {
    const outputs = { 'a.js': output('a.ts', [], ['run']), 'b.js': output('b.ts', [], ['run']) }
    expect(() => sortIntoLayers({ outputs }, [{ name: 'both', roots: ['a.ts', 'b.ts'] }], ['a.ts'])).toThrow(
      /both export run/,
    )
  })
})

describe('a program in layers', () => {
  const sources = {
    'package.json': '{"type":"module"}',
    'src/state.ts': 'export const state = { count: 0 }\nexport const add = (): number => (state.count += 1)\n',
    'src/main.ts': [
      "const { readEnvironment } = await import('./config/environment.ts')",
      "const { drawFirstRows } = await import('./app/first-rows.ts')",
      "const { runInvocation } = await import('./run-invocation.ts')",
      "const { late } = await import('./late.ts')",
      'console.log(readEnvironment(), drawFirstRows(), await runInvocation(), late())',
    ].join('\n'),
    'src/config/environment.ts':
      "import { add } from '../state.ts'\nexport const readEnvironment = (): number => add()\n",
    'src/app/first-rows.ts': "import { add } from '../state.ts'\nexport const drawFirstRows = (): number => add()\n",
    'src/app/start.ts': "import { add } from '../state.ts'\nexport const startApp = (): number => add()\n",
    'src/run-invocation.ts': [
      "import { add } from './state.ts'",
      "export const runInvocation = async (): Promise<string> => `${add()} ${(await import('./app/start.ts')).startApp()}`",
    ].join('\n'),
    'src/late.ts': "import { add } from './state.ts'\nexport const late = (): number => add()\n",
  }

  it('has each module once, whichever layer or lazy file asks for it', async () => {
    await using folder = await temporaryFolder(sources)
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    const { code, stdout, stderr } = await runNode([join(outFolder, 'main.js')])
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '1 2 3 4 5\n', stderr: '' })
    const first = await readFile(join(outFolder, 'chunks', 'first-rows.js'), 'utf8')
    expect(first).toContain('count:0')
    expect(await readFile(join(outFolder, 'chunks', 'screen.js'), 'utf8')).not.toContain('count:0')
  })

  it('names the sources in its stacks', async () => {
    await using folder = await temporaryFolder({
      ...sources,
      'src/app/start.ts': ['export const startApp = (): never => {', '', "  throw new TypeError('broken')", '}'].join(
        '\n',
      ),
    })
    const { outFolder } = await buildProgram({ appFolder: folder.path })
    const { code, stderr } = await runNode(['--enable-source-maps', join(outFolder, 'main.js')])
    expect(code).toBe(1)
    expect(stderr).toMatch(/src\/app\/start\.ts:3:9/)
  })
})
