import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { BrowserEvent } from './browser-message.ts'
import { connectDevTools } from './devtools.ts'
import { frameMessage } from './pipe-framing.ts'

const connect = () => {
  const [input, output] = [new PassThrough({ encoding: 'utf8' }), new PassThrough()]
  const told: (BrowserEvent | 'lost')[] = []
  const devtools = connectDevTools(
    { input, output },
    { onMessage: (event) => told.push(event), onLost: () => told.push('lost') },
  )
  return { devtools, input, output, told, say: (message: object) => output.write(frameMessage(message)) }
}

test('a command goes out with a number and the session that it is for', () => {
  const { devtools, input } = connect()
  void devtools.send({ method: 'Target.getTargets' })
  void devtools.send({ method: 'Page.navigate', params: { url: 'x' }, sessionId: 's' })
  expect(input.read()).toBe(
    '{"id":1,"method":"Target.getTargets","params":{}}\0' +
      '{"id":2,"method":"Page.navigate","params":{"url":"x"},"sessionId":"s"}\0',
  )
})

test('each command gets its own reply, in any order', async () => {
  const { devtools, say } = connect()
  const [first, second] = [devtools.send({ method: 'A' }), devtools.send({ method: 'B' })]
  say({ id: 9, result: {} })
  say({ id: 2, error: { message: 'a secret' } })
  say({ id: 1, result: {} })
  await expect(second).rejects.toMatchObject({ code: 'browser-failed', detail: 'B' })
  await expect(first).resolves.toBeUndefined()
})

test.each(['garbage\0', '{"neither":1}\0', '\0'])('%j is not the protocol', async (text) => {
  const { devtools, output, told } = connect()
  const sent = devtools.send({ method: 'A' })
  output.write(text)
  await expect(sent).rejects.toMatchObject({ code: 'browser-failed' })
  await expect(devtools.send({ method: 'B' })).rejects.toMatchObject({ code: 'browser-failed' })
  expect(told).toEqual(['lost'])
})

test('what comes after something else than the protocol is not listened to', async () => {
  const { devtools, output, told, say } = connect()
  const sent = devtools.send({ method: 'A' })
  output.write('garbage\0')
  say({ id: 1, result: {} })
  await expect(sent).rejects.toMatchObject({ code: 'browser-failed' })
  expect(told).toEqual(['lost'])
})

test.each(['input', 'output'] as const)('the end of the %s is told once', async (end) => {
  const connected = connect()
  const sent = connected.devtools.send({ method: 'A' })
  connected[end].destroy(new Error('EPIPE'))
  await expect(sent).rejects.toMatchObject({ code: 'browser-failed' })
  connected.input.destroy()
  connected.output.destroy()
  expect(connected.told).toEqual(['lost'])
})
