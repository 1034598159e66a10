import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { openSenderLock } from './sender-lock.ts'
import { givenFolder, givenStore, issueOf, keyOf } from './testing.ts'

const moduleUrl = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href)

/** A process that has the store of the folder open; `body` speaks through `say`. */
const givenProcess = (folder: string, body: string): ChildProcess => {
  const script = `
    const { openStore } = await import(${moduleUrl('open-store.ts')})
    const { openSenderLock } = await import(${moduleUrl('sender-lock.ts')})
    const { writeSync } = await import('node:fs')
    const say = (text) => writeSync(1, text + '\\n')
    const folder = ${JSON.stringify(folder)}
    const open = () => openStore({ folder, identity: 'https://jira.example|mira' })
    const watch = (key) => ({ operation: { kind: 'watch', key, isWatching: true, user: null } })
    ${body}`
  const child = spawn(process.execPath, ['--conditions=@mmd/source', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

const linesOf = async (child: ChildProcess): Promise<readonly string[]> => {
  const lines: string[] = []
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) lines.push(line)
  return lines
}

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('no output')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return String(line)
}

test('three processes that make the store and write at once lose nothing', async () => {
  const folder = givenFolder()
  const body = `
    const store = open()
    for (let at = 0; at < 40; at += 1)
      store.outbox.add({ title: 'x', performedAt: at, operations: [watch('PAY-' + process.pid + at), watch('PAY-1')] })
    say(String(store.outbox.open().length))
    store.close()`
  await Promise.all([1, 2, 3].map(() => linesOf(givenProcess(folder, body))))
  const store = givenStore(folder)
  expect(store.opened).toEqual({ state: 'ready', rescued: 0 })
  expect(store.outbox.open()).toHaveLength(240)
  expect(store.outbox.changes(1000)).toHaveLength(120)
  expect(store.outbox.openOf(keyOf('PAY-1'))).toHaveLength(120)
})

test.each([1, 2, 3, 4])('what was acknowledged is there after kill -9 (%i)', async (round) => {
  const folder = givenFolder()
  const body = `
    const store = open()
    for (let at = 0; ; at += 1) {
      const { operations } = store.outbox.add({ title: 'x', performedAt: at, operations: [watch('PAY-1'), watch('PAY-2')] })
      for (const { mark } of operations) say('open ' + mark)
      if (at % 3 === 0) {
        store.outbox.settle(operations[0].id, {}, at)
        say('sent ' + operations[0].mark)
      }
    }`
  const child = givenProcess(folder, body)
  const said: string[] = []
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (said.length === 20 * round + 7) child.kill('SIGKILL')
  }
  const { outbox } = givenStore(folder)
  const marks = new Map(said.map((line) => [line.slice(5), line.slice(0, 4)]))
  const all = outbox.changes(10_000).flatMap(({ id }) => outbox.ofChange(id))
  const states = new Map(all.map(({ mark, state }) => [mark, state]))
  expect(said.length).toBeGreaterThan(20 * round)
  for (const [mark, word] of marks) expect(states.get(mark)).toMatch(word === 'sent' ? /^sent$/ : /^(?:queued|sent)$/)
  expect(all.length % 2).toBe(0)
  expect(all.length).toBeLessThanOrEqual(marks.size + 2)
})

test('a process that is killed within a transaction leaves nothing of it', async () => {
  const folder = givenFolder()
  const child = givenProcess(
    folder,
    `const store = open()
    store.transaction(() => {
      store.outbox.add({ title: 'x', performedAt: 1, operations: [watch('PAY-1')] })
      store.drafts.put('a', 'b', 1)
      process.kill(process.pid, 'SIGKILL')
      for (;;);
    })`,
  )
  await once(child, 'exit')
  const store = givenStore(folder)
  expect(store.outbox.changes(10)).toEqual([])
  expect(store.drafts.list()).toEqual({})
})

test('another process sees what was written, and knows that something was', async () => {
  const folder = givenFolder()
  const store = givenStore(folder)
  const before = store.version()
  expect(store.version()).toBe(before)
  const body = `
    const store = open()
    store.outbox.add({ title: 'x', performedAt: 1, operations: [watch('PAY-9')] })
    store.close()`
  expect([...store.outbox.openKeys()]).toEqual([])
  await once(givenProcess(folder, body), 'exit')
  expect(store.version()).not.toBe(before)
  expect([...store.outbox.openKeys()]).toEqual(['PAY-9'])
  const after = store.version()
  store.issues.putRow(issueOf('PAY-1', 1), 1)
  expect(store.version()).not.toBe(after)
})

test('the lock of the sender is held across processes, and freed by kill -9', async () => {
  const folder = givenFolder()
  const child = givenProcess(
    folder,
    `say(String(openSenderLock(folder).tryTake()))
    setInterval(() => undefined, 1000)`,
  )
  expect(await firstLine(child)).toBe('true')
  const lock = openSenderLock(folder)
  expect(lock.tryTake()).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(lock.tryTake()).toBe(true)
  lock.release()
})

test('of several processes that find a damaged file one rebuilds it, and all use the new one', async () => {
  const folder = givenFolder()
  const first = givenStore(folder)
  first.outbox.add({
    title: 'x',
    performedAt: 1,
    operations: [{ operation: { kind: 'watch', key: keyOf('PAY-1'), isWatching: true, user: null } }],
  })
  first.close()
  writeFileSync(`${folder}/replica.sqlite`, 'noise')
  const body = `
    const { existsSync } = await import('node:fs')
    say('there')
    while (!existsSync(folder + '/go'));
    const store = open()
    for (let at = 0; at < 20; at += 1) store.outbox.add({ title: 'x', performedAt: at, operations: [watch('PAY-2')] })
    say(store.opened.state)
    store.close()`
  const children = [1, 2, 3].map(() => givenProcess(folder, body))
  const said = Promise.all(children.map(linesOf))
  await Promise.all(children.map(firstLine))
  writeFileSync(`${folder}/go`, '')
  expect(
    (await said)
      .flat()
      .filter((line) => line !== 'there')
      .toSorted(),
  ).toEqual(['ready', 'ready', 'rebuilt'])
  expect(givenStore(folder).outbox.open()).toHaveLength(61)
})
