import { expect, test } from 'vitest'
import { createWorld, testSite } from '../../app/testing.ts'
import { bufferOf, emptyBuffer } from '../../input/text-edit.ts'
import { asked, drawn, signIn } from './testing.ts'

test('the letters of a sign-in are pressed with Ctrl while something is typed, and drawn so', () => {
  const heard: string[] = []
  const hear = (what: string) => (): void => void heard.push(what)
  const world = createWorld({ sites: [testSite()], size: { columns: 120, rows: 40 } })
  const keys = [{ chord: 'y', label: 'copies the URL', run: hear('copy') }]
  const handlers = {
    keys,
    onCancel: hear('cancel'),
    onAnswer: (text: string): void => void heard.push(`answer ${text}`),
  }
  world.app.open(signIn({ ...handlers, enter: { label: 'approves', run: hear('enter') } }))
  expect(drawn(world)).toMatch(/Enter approves +Esc cancels +y copies the URL/)
  world.press('y', 'enter', 'x', 'esc')
  expect(heard.splice(0)).toEqual(['copy', 'enter', 'cancel'])
  world.app.open(signIn({ ...handlers, question: asked(emptyBuffer) }))
  expect(drawn(world)).toMatch(/Enter goes on +Esc cancels +Ctrl-Y copies the URL/)
  world.press('oy')
  world.paste(' http://localhost?code=1\n')
  world.press('ctrl-y', 'enter')
  expect(heard.splice(0)).toEqual(['copy', 'answer oyhttp://localhost?code=1'])
  world.app.open(signIn({ ...handlers, phase: 'failed' }))
  expect(drawn(world)).toContain('Esc closes')
  world.press('enter')
  expect(heard).toEqual([])
})

test('the code in a pasted address is drawn as dots', () => {
  const world = createWorld()
  world.app.open(signIn({ question: asked(bufferOf('http://localhost/r?code=secret&state=x')) }))
  expect(drawn(world)).toContain('http://localhost/r?•••')
  expect(drawn(world)).not.toContain('secret')
})

test('the URL of a sign-in is drawn whole, so that it can be copied from the screen', () => {
  const world = createWorld({ size: { columns: 60, rows: 40 } })
  const url = `https://work.example.com/authorize?state=${'s'.repeat(150)}`
  world.app.open(signIn({ url }))
  expect(drawn(world).replaceAll(/[│\s]/g, '')).toContain(url)
})
