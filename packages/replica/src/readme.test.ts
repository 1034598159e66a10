import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectSite } from '@mmd/jira-api'
import { startSandbox } from '@mmd/jira-sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { openEngine } from './background.ts'
import { openReplica, openStore } from './index.ts'

test('the example of the README works as it stands', async () => {
  const sandbox = await startSandbox()
  const folder = mkdtempSync(join(tmpdir(), 'replica-'))
  onTestFinished(async () => {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const authorization = `Bearer ${sandbox.issuePat('mira')}`
  const { baseUrl } = sandbox
  const [deployment, me] = ['datacenter', { id: 'mira', name: 'Mira Lindqvist', active: true }] as const
  // <example>
  const client = connectSite({ baseUrl, deployment, authorize: async () => authorization })
  const open = () => openStore({ folder, identity: `${baseUrl} ${me.id}` })
  const engine = openEngine({ client, store: open(), deployment, me })
  const replica = openReplica({ store: open(), engine, deployment, me })

  await replica.openView({ id: 'new', title: 'New', jql: 'assignee is EMPTY AND resolution is EMPTY' })
  const [key] = replica.view('new')?.keys ?? []
  if (key === undefined) throw new Error('nothing to do')

  const { id } = replica.perform({ kind: 'assign', key, assignee: me })
  const shownAtOnce = replica.issue(key)?.assignee?.name
  const { state } = await replica.settled(id)

  const plan = replica.planUndo()
  if (plan !== null) replica.takeBack(plan)
  await replica.idle()
  await replica.close()
  // </example>
  expect([shownAtOnce, state]).toEqual(['Mira Lindqvist', 'sent'])
  expect((await client.issue(key)).assignee).toBeNull()
})

test.each(['../README.md', '../../../docs/replica.md'])('the example in %s is the one that is compiled', (page) => {
  const bare = (code: string | undefined): string | undefined => code?.replaceAll(/^ +|\n+/gmu, '')
  const here = /\/\/ <example>\n([^]*?) *\/\/ <\/example>/u.exec(readFileSync(import.meta.filename, 'utf8'))?.[1]
  const text = readFileSync(new URL(page, import.meta.url), 'utf8')
  const there = /```ts\n(?:import [^\n]*\n)+([^]*?)```/u.exec(text)?.[1]
  expect(bare(here)).toContain('openReplica')
  expect(bare(there)).toBe(bare(here))
})
