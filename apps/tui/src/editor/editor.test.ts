import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { editorCommand } from './editor-command.ts'
import { openInEditor } from './open-in-editor.ts'

const programs = { platform: 'linux', env: {} }
const left = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('mmd-edit-'))

describe('a text in the person’s editor', () => {
  test('comes back as the editor saved it, whatever arguments and quotes its command has', () => {
    const editor = `sh -c 'printf "%s\\n" "$1 and more" > "$2"' sh "two words"`
    expect(openInEditor('before', { extension: 'md' }, { editor, programs })).toEqual({
      outcome: 'saved',
      text: 'two words and more',
    })
  })

  test('is the same when the editor changes nothing', () => {
    for (const text of ['', 'one line', 'ends\n', 'two\n\n'])
      expect(openInEditor(text, { extension: 'md' }, { editor: 'true', programs })).toEqual({ outcome: 'saved', text })
  })

  test('lies in a file that only the person can read, with the extension of its kind', () => {
    const editor = `sh -c 'ls -ld "$1" "$(dirname "$1")" | cut -c1-10 > "$1.seen"; basename "$1" >> "$1.seen"; mv "$1.seen" "$1"' sh`
    const seen = openInEditor('x', { extension: 'json' }, { editor, programs })
    expect(seen).toEqual({ outcome: 'saved', text: expect.stringContaining('-rw-------') })
    expect(seen).toEqual({ outcome: 'saved', text: expect.stringContaining('drwx------') })
    expect(seen).toEqual({ outcome: 'saved', text: expect.stringContaining('text.json') })
  })

  test.each([
    ['false', 'ended with 1'],
    ['no-such-editor-anywhere 2>/dev/null', 'VISUAL or EDITOR'],
    ["sh -c 'kill -TERM $PPID'", 'ended by SIGTERM'],
    ['rm -f', 'could not be written or read'],
  ])('%s changes nothing and says why, and leaves no file behind', (editor, why) => {
    const before = left()
    expect(openInEditor('x', { extension: 'md' }, { editor, programs })).toEqual({
      outcome: 'failed',
      why: expect.stringContaining(why),
    })
    expect(left()).toEqual(before)
  })

  test('is opened with vi, and with notepad on Windows, where nothing is set', () => {
    expect(editorCommand({ editor: undefined, programs }, '/t/x.md').args[1]).toBe('vi "$@"')
    expect(editorCommand({ editor: undefined, programs: { platform: 'win32', env: {} } }, 'C:\\x y.md')).toEqual({
      program: 'notepad "C:\\x y.md"',
      args: [],
      shell: true,
    })
  })
})
