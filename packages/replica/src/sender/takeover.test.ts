import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { me, type SenderWorld, senderWorld, wiki } from './testing.ts'

const graces = { broken: 0, timeout: 0, orphan: 0, stumble: 0 }

const moduleUrl = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href)

/** A process that is the sender of this copy, and has an operation in hand of which nothing was sent yet. */
const sendingProcess = async ({ folder, sandbox }: SenderWorld, id: number): Promise<ChildProcess> => {
  const script = `
    const { openStore } = await import(${moduleUrl('../store/open-store.ts')})
    const { openSenderLock } = await import(${moduleUrl('../store/sender-lock.ts')})
    const folder = ${JSON.stringify(folder)}
    const lock = openSenderLock(folder)
    const store = openStore({ folder, identity: ${JSON.stringify(`${sandbox.baseUrl} mira`)} })
    const isTaken = lock.tryTake()
    store.outbox.update(${id}, { state: 'sending', attempts: 1, firstSentAt: Date.now() })
    console.log(String(isTaken))
    process.stdin.on('data', () => {
      store.outbox.update(${id}, { state: 'queued' })
      lock.release()
      store.close()
      process.exit(0)
    })`
  const child = spawn(process.execPath, ['--conditions=@mmd/source', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  expect(String(line)).toBe('true')
  return child
}

test.each([
  ['ends', (child: ChildProcess) => child.stdin?.write('end\n')],
  ['is killed', (child: ChildProcess) => child.kill('SIGKILL')],
] as const)(
  'when the process that sends %s another one takes over, and what it had in hand is done once',
  async (_, end) => {
    const world = await senderWorld({ graces })
    const { engine, put, stored, key, other } = world
    const comment = (typed: string) => put({ kind: 'add-comment', key, body: wiki(typed), typed, author: me })
    const inHand = comment('In hand')
    const child = await sendingProcess(world, inHand.id)
    const behind = comment('Behind it')
    const states: string[] = []
    engine.listen(({ sender }) => sender && states.push(sender.sender))
    await engine.wake()
    expect([states, stored(inHand.id).state, stored(behind.id).state]).toEqual([['elsewhere'], 'sending', 'queued'])
    end(child)
    await engine.idle()
    expect([stored(inHand.id).state, stored(behind.id).state]).toEqual(['sent', 'sent'])
    const { comments } = await other.comments({ key, maxResults: 1000 })
    expect(comments.slice(-2).map(({ body }) => body.source)).toEqual(['In hand', 'Behind it'])
    expect(comments.filter(({ body }) => body.source === 'In hand')).toHaveLength(1)
  },
)
