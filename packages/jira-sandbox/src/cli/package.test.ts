import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sandbox-package-'))
const [built, user] = [join(folder, 'built'), join(folder, 'user')]
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` }
const npm = (cwd: string, ...args: string[]): string => execFileSync('npm', args, { cwd, env, encoding: 'utf8' })

/** Builds it aside, packs it, and installs the archive where nothing of this repository is near. */
beforeAll(() => {
  mkdirSync(user)
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const into = ['--outDir', join(built, 'dist'), '--tsBuildInfoFile', join(folder, 'info'), '--noCheck']
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), ...into])
  for (const name of ['package.json', 'README.md', 'LICENSE', 'fixtures']) {
    cpSync(join(root, name), join(built, name), { recursive: true })
  }
  writeFileSync(join(user, 'package.json'), '{"private":true,"type":"module"}')
  const [packed] = JSON.parse(npm(built, 'pack', '--json', '--pack-destination', folder)) as { filename: string }[]
  npm(user, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed?.filename ?? ''))
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true }))

const start = (...args: string[]) =>
  spawn(join(user, 'node_modules/.bin/jira-sandbox'), ['--json', '--issues', '5', ...args], {
    cwd: user,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })

test.each([
  [['--persona', '8.20'], 'baseUrl', '/rest/api/2/serverInfo'],
  [['--cloud'], 'siteUrl', '/_edge/tenant_info'],
  [['--confluence'], 'baseUrl', '/rest/applinks/1.0/manifest'],
] as const)('The installed archive serves with %j', async (args, address, path) => {
  const child = start(...args)
  const exit = once(child, 'exit')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const announced = JSON.parse(line) as Readonly<Record<string, string>>
  expect((await fetch(`${announced[address] ?? ''}${path}`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
})

test('A fault is on from the start', async () => {
  const child = start('--fault', '{"kind":"status","status":503,"match":{"path":"/status"},"times":1}')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { baseUrl } = JSON.parse(line) as { baseUrl: string }
  const statuses = [(await fetch(`${baseUrl}/status`)).status, (await fetch(`${baseUrl}/status`)).status]
  child.kill()
  expect(statuses).toEqual([503, 200])
})

test('A program of another project starts it in its tests', () => {
  const program = `
    import { startSandbox } from '@mmd/jira-sandbox'
    import { testCertificates } from '@mmd/jira-sandbox/testing'
    const sandbox = await startSandbox({ issues: 5, tls: testCertificates.server })
    process.stdout.write(new URL(sandbox.baseUrl).protocol)
    await sandbox.close()`
  expect(execFileSync(process.execPath, ['-e', program], { cwd: user, encoding: 'utf8' })).toBe('https:')
})

test('The test in the README passes where it is installed', () => {
  const readme = readFileSync(join(user, 'node_modules/@mmd/jira-sandbox/README.md'), 'utf8')
  writeFileSync(join(user, 'jira.test.js'), /```js\n([^]*?)```/u.exec(readme)?.[1] ?? '')
  const args = ['--test', '--test-reporter=tap', 'jira.test.js']
  expect(execFileSync(process.execPath, args, { cwd: user, encoding: 'utf8' })).toMatch(/^# pass 1$/mu)
})

test('It brings nothing along, and no sources', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(user, 'node_modules/@mmd/jira-sandbox/package.json'), 'utf8'))
  expect(manifest).not.toHaveProperty('dependencies')
  const names = npm(user, 'ls', '--all', '--parseable').trim().split('\n')
  expect(names).toHaveLength(2)
  expect(() => readFileSync(join(user, 'node_modules/@mmd/jira-sandbox/src/index.ts'))).toThrow(/ENOENT/u)
})
