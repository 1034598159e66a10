import { afterAll, beforeAll, expect, test } from 'vitest'
import { addBeta, type SignedInSite, signedInSite } from '../testing/sites.ts'

let acme: SignedInSite
let beta: Awaited<ReturnType<typeof addBeta>>
beforeAll(async () => {
  acme = await signedInSite('datacenter', 30)
  beta = await addBeta(acme)
})
afterAll(async () => {
  await beta[Symbol.asyncDispose]()
  await acme[Symbol.asyncDispose]()
})

const both = ['--site', 'acme,beta'] as const

interface Listed {
  readonly site: string
  readonly key: string
}

test('sync copies each site, and tells of each view whose it is', async () => {
  const synced = await acme.cli.json<{ site: string; views: { view: string }[]; outbox: object[] }[]>([
    ...both,
    'sync',
    '--view',
    'Untriaged',
  ])
  expect(synced).toMatchObject(['acme', 'beta'].map((site) => ({ site, views: [{ view: 'Untriaged' }], outbox: [] })))
  const { stdout } = await acme.cli.run([...both, 'sync'])
  const [heading = '', ...lines] = stdout.trimEnd().split('\n')
  expect(heading).toMatch(/^Site +View +Issues +New +Changed +Gone$/)
  expect(lines.map((line) => line.split(/ +/)[0])).toEqual(['acme', 'beta'])
  expect(new Set([heading, ...lines].map((line) => line.search(/Untriaged|View/)))).toEqual(new Set([6]))
})

test('a search finds in all copies, and says where', async () => {
  await acme.cli.run([...both, 'sync', '--view', 'All open'])
  const [row] = await acme.cli.json<Listed[]>(['--site', 'beta', 'issue', 'list', '--view', 'All open', '--offline'])
  const found = await acme.cli.json<Listed[]>([...both, 'search', row?.key ?? ''])
  expect(found).toContainEqual(expect.objectContaining({ site: 'beta', key: row?.key }))
  const { stdout } = await acme.cli.run([...both, 'search', row?.key ?? ''])
  expect(stdout).toMatch(/^site +key/i)
})

test('the outboxes of several sites are one list, and what a hint says to do names the site where it has to', async () => {
  const [own] = await acme.cli.json<Listed[]>(['issue', 'list', '--view', 'All open', '--limit', '1'])
  const [row] = await acme.cli.json<Listed[]>(['--site', 'beta', 'issue', 'list', '--view', 'All open', '--limit', '1'])
  const here = await acme.cli.run(['issue', 'comment', own?.key ?? '', '--body', 'x', '--offline'])
  expect(here.stderr).toContain('mmd-tui sync sends it')
  const there = await acme.cli.run(['--site', 'beta', 'issue', 'comment', row?.key ?? '', '--body', 'x', '--offline'])
  expect(there.stderr).toContain('mmd-tui --site beta sync sends it')
  const written = await acme.cli.run(['issue', 'watch', `beta:${row?.key}`, '--offline', '--json'])
  expect(written.stdout).toContain('mmd-tui --site beta sync sends it')
  expect(await acme.cli.json<Listed[]>([...both, 'outbox'])).toMatchObject([
    { site: 'acme', key: own?.key },
    { site: 'beta', key: row?.key },
    { site: 'beta', key: row?.key },
  ])
  expect((await acme.cli.run([...both, 'outbox'])).stdout).toMatch(/^Site +Id +Issue/)
  await acme.cli.run(['--site', 'acme', 'undo', '--offline'])
  const unset = await acme.cli.run(['--site', 'beta', 'issue', 'view', 'PAY-99999', '--offline'])
  expect(unset.stderr).toContain('mmd-tui --site beta sync')
})

test.each([
  ['undo'],
  ['redo'],
  ['outbox', 'drop', '1'],
  ['outbox', 'retry', '--all'],
  ['view', 'list'],
  ['issue', 'view', 'PAY-1'],
  ['issue', 'assign', 'PAY-1', '--to', 'me'],
])('%s %s is done at one site, and says so', async (...args) => {
  const { code, stderr } = await acme.cli.run([...both, ...args])
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'This is done at one site at a time, and “acme,beta” names several\nName one of them: --site acme\n',
  })
})

test('a site that cannot be reached is named, and the others are copied all the same', async () => {
  using _ = { [Symbol.dispose]: beta.sandbox.faults.add({ kind: 'drop', match: { path: '/' } }) }
  const { code, stdout, stderr } = await acme.cli.run(['--site', 'beta,acme', 'sync', '--view', 'Untriaged', '--json'])
  expect(JSON.parse(stdout)).toMatchObject([{ site: 'acme' }])
  expect({ code, named: JSON.parse(stderr) as unknown }).toMatchObject({ code: 6, named: { error: { site: 'beta' } } })
})
