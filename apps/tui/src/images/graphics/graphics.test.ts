import { expect, onTestFinished, test, vi } from 'vitest'
import { openWorld } from '../../app/testing.ts'
import type { PictureModal } from '../../state/picture-modal.ts'
import { createGraphics, type GraphicsOptions } from './graphics.ts'
import { kittyDelete, pictureId } from './kitty.ts'
import type { TerminalWay } from './ways.ts'

const kittyAnswers = `\u001B_Gi=${pictureId};OK\u001B\\\u001B[6;20;10t\u001B[?62c`

/** Pictures in a terminal that is a list of what was written to it, and of what it says. */
const setUp = async (variables: GraphicsOptions['variables'] = { TERM: 'xterm' }, tmux = '') => {
  let redrawn = 0
  const world = await openWorld({ shell: { redraw: () => void (redrawn += 1) } })
  const written: string[] = []
  const said: string[] = []
  const input = { read: (): unknown => said.shift() ?? null }
  const output = { write: (text: string): boolean => written.push(text) > 0 }
  const graphics = createGraphics(world.app, {
    input,
    output,
    variables,
    colourLevel: 3,
    spoken: false,
    make: async ({ way }) => ({
      data: Buffer.from(way === 'sixel' ? 'SIXELS' : 'pixels'),
      size: { width: 20, height: 20 },
      source: { width: 20, height: 20 },
    }),
    tmux: async () => tmux,
  })
  const show = (way: TerminalWay): number =>
    world.app.open({
      kind: 'picture',
      title: 'a.png',
      about: '',
      source: { width: 20, height: 20 },
      drawn: { by: 'terminal', way, cell: { width: 10, height: 20 }, path: '/a.png', mostBytes: 100 },
      onOpen: () => undefined,
      onSave: () => undefined,
    } satisfies Omit<PictureModal, 'id'>)
  const rest = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  return { world, graphics, input, output, written, said, show, rest, redraws: () => redrawn }
}

test('the terminal is asked once, and its answers are kept from the keys', async () => {
  const { graphics, input, written, said } = await setUp()
  const first = graphics.ability()
  said.push(`j${kittyAnswers}`, 'k')
  expect([input.read(), input.read(), input.read()]).toEqual(['j', 'k', null])
  expect(await first).toEqual({ way: 'kitty', cell: { width: 10, height: 20 } })
  expect((await graphics.ability()).way).toBe('kitty')
  expect(written).toHaveLength(1)
})

test('an answer that comes late counts the next time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { graphics, input, said } = await setUp()
  const first = graphics.ability()
  await vi.advanceTimersByTimeAsync(2000)
  expect((await first).way).toBe('blocks')
  said.push(kittyAnswers)
  expect(input.read()).toBeNull()
  expect((await graphics.ability()).way).toBe('kitty')
})

test('pictures that are switched off are asked for nothing', async () => {
  const { world, graphics, written } = await setUp()
  world.app.store.update((state) => ({ ...state, config: { ...state.config, images: 'off' } }))
  expect((await graphics.ability()).way).toBe('off')
  world.app.store.update((state) => ({ ...state, config: { ...state.config, images: 'blocks' } }))
  expect((await graphics.ability()).way).toBe('blocks')
  expect(written).toEqual([])
})

test('sixels are drawn behind each frame, and the screen is drawn anew when they go', async () => {
  const { world, output, written, show, rest, redraws } = await setUp()
  const id = show('sixel')
  await rest()
  expect(written.at(-1)).toMatch(/^\u001B7\u001B\[\d+;\d+HSIXELS\u001B8$/)
  output.write('a frame')
  output.write('and its end')
  await rest()
  expect(written.slice(1)).toEqual(['a frame', 'and its end', written[0]])
  world.app.close(id)
  await rest()
  expect(redraws()).toBe(1)
  output.write('another frame')
  await rest()
  expect(written.at(-1)).toBe('another frame')
})

test('text cannot spoil a picture of kitty; it is drawn anew after the screen was wiped, and deleted at the end', async () => {
  const { graphics, output, written, show, rest, redraws } = await setUp()
  show('kitty')
  await rest()
  output.write('a frame')
  await rest()
  expect(written).toHaveLength(2)
  output.write('\u001B[H\u001B[2J')
  await rest()
  expect(written.at(-1)).toBe(written[0])
  graphics.close()
  expect(written.at(-1)).toBe(kittyDelete)
  expect(redraws()).toBe(0)
})

test('a dialog over the picture takes it away, and gives it back', async () => {
  const { world, written, show, rest } = await setUp()
  show('kitty')
  await rest()
  const id = world.app.open({ kind: 'message', title: 'Sign in', tone: 'info', lines: [], top: 0 })
  expect(written.at(-1)).toBe(kittyDelete)
  world.app.close(id)
  await rest()
  expect(written.at(-1)).toBe(written[0])
})

const inTmux = { TERM: 'tmux-256color', TMUX: '/tmp/x' }

test.each([
  ['on\nkitty(0.41.1)\n256,RGB\n9 20', 'placeholders'],
  ['all\nghostty 1.2.0\n256\n9 20', 'placeholders'],
  ['off\nkitty(0.41.1)\n256,RGB\n9 20', 'blocks'],
  ['on\nkitty(0.26.5)\n256,RGB\n9 20', 'blocks'],
  ['on\nXTerm(398)\n256\n9 20', 'blocks'],
  ['', 'blocks'],
])('in tmux, which says %j, pictures are drawn by %s, and the terminal is asked nothing', async (said, way) => {
  const { graphics, written } = await setUp(inTmux, said)
  expect((await graphics.ability()).way).toBe(way)
  expect(written).toEqual([])
})

test.each([
  ['\u001B[?1;2;4c', 'sixel'],
  ['\u001B[?1;2c', 'blocks'],
])('in tmux sixels must be known to the terminal and to tmux, which says %j: %s', async (attributes, way) => {
  const { graphics, input, said, written } = await setUp(inTmux, 'off\nfoot(1.21.0)\n256,sixel\n9 20')
  const asked = graphics.ability()
  await expect.poll(() => written).toHaveLength(1)
  said.push(attributes)
  expect(input.read()).toBeNull()
  expect((await asked).way).toBe(way)
  expect(written).toEqual(['\u001B[c'])
})

test('behind tmux the picture goes through once, and text stands for it after each frame until it is deleted', async () => {
  const { world, output, written, show, rest, redraws } = await setUp(inTmux)
  const id = show('placeholders')
  await rest()
  const [picture, text] = written
  expect(picture).toMatch(
    /^\u001BPtmux;\u001B\u001B_Ga=T,f=24,o=z,s=20,v=20,i=211,U=1,c=2,r=1,q=2,m=0;[^\u001B]*\u001B\u001B\\\u001B\\$/,
  )
  expect(text).toMatch(/^\u001B7\u001B\[0;38;5;211m\u001B\[\d+;\d+H\u{10EEEE}\u0305\u0305\u{10EEEE}\u001B\[0m\u001B8$/u)
  output.write('a frame')
  await rest()
  expect(written.slice(2)).toEqual(['a frame', text])
  world.app.close(id)
  await rest()
  expect(written.at(-1)).toBe('\u001BPtmux;\u001B\u001B_Ga=d,d=I,i=211,q=2\u001B\u001B\\\u001B\\')
  expect(redraws()).toBe(1)
})
