import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hyperlink, showsLinks } from './hyperlink.ts'

test('addresses of the web become links, and no others', () => {
  expect(hyperlink('https://a.test/b?c=d', 'x')).toBe('\u001B]8;;https://a.test/b?c=d\u001B\\x\u001B]8;;\u001B\\')
  for (const href of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'mailto:a@b.c',
    '/b',
    '',
    `https://a.test/${'x'.repeat(3000)}`,
  ])
    expect(hyperlink(href, 'x')).toBe('x')
  expect(hyperlink('https://a.test', '')).toBe('')
})

test('nothing of an address can end the sequence or begin another one', () => {
  const isHarmless = (): void =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (end) => {
        const [, address] =
          /^\u001B\]8;;(.*)\u001B\\x\u001B\]8;;\u001B\\$/s.exec(hyperlink(`https://a.test/${end}`, 'x')) ?? []
        return address === undefined || /^https?:\/\/[!-~]+$/.test(address)
      }),
    )
  expect(isHarmless).not.toThrow()
})

test('terminals that would show the address are given none', () => {
  expect(['xterm-256color', 'xterm-kitty', 'tmux-256color'].map((TERM) => showsLinks({ TERM }))).toEqual([
    true,
    true,
    true,
  ])
  expect(
    [{}, { TERM: 'linux' }, { TERM: 'screen' }, { TERM: 'xterm', TERM_PROGRAM: 'Apple_Terminal' }].map(showsLinks),
  ).toEqual([false, false, false, false])
})
