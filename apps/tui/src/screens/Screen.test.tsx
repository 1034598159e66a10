import { PassThrough } from 'node:stream'
import { render } from 'ink'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createKeys } from '../app/keys.ts'
import { createWorld, testNow } from '../app/testing.ts'
import { Screen } from './Screen.tsx'
import { plainTheme } from './testing.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A terminal of 120 columns that nobody looks at, and what was written to it. */
const fakeTerminal = () => {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
  })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 40 })
  return { stdin: stdin as unknown as NodeJS.ReadStream, stdout: stdout as unknown as NodeJS.WriteStream }
}

test('the age in the header moves on by itself, and only another age is drawn', async () => {
  let now = testNow
  const world = createWorld({ shell: { now: () => now } })
  await world.app.showSite(world.site)
  const keys = createKeys(world.app)
  const onRender = vi.fn()
  const instance = render(<Screen app={world.app} keys={keys} themeOf={() => plainTheme} />, {
    ...fakeTerminal(),
    patchConsole: false,
    interactive: true,
    onRender,
  })
  const shown = (): Promise<void> => instance.waitUntilRenderFlush()
  await shown()
  const drawn = onRender.mock.calls.length
  now += 30_000
  vi.advanceTimersByTime(30_000)
  await shown()
  expect(onRender).toHaveBeenCalledTimes(drawn)
  now += 40_000
  vi.advanceTimersByTime(30_000)
  await shown()
  expect(onRender).toHaveBeenCalledTimes(drawn + 1)
  instance.unmount()
  keys.close()
})
