import { describe, expect, it } from 'vitest'
import { openFixture } from './fixture.ts'
import { openScreen } from './open-screen.ts'

describe('keys', () => {
  it('reach the program one event each', async () => {
    await using screen = await openFixture('echo-keys')
    await screen.waitForText('ready')
    await screen.press('j', 'enter', 'esc', 'up', 'shift-tab', 'ctrl-c')
    await screen.waitForText('event 6')
    expect(screen.text().split('\n').slice(0, 7)).toEqual([
      'ready',
      'event 1 "j"',
      'event 2 "\\r"',
      'event 3 "\\u001b"',
      'event 4 "\\u001b[A"',
      'event 5 "\\u001b[Z"',
      'event 6 "\\u0003"',
    ])
  })

  it('follow application cursor mode', async () => {
    await using screen = await openFixture('echo-keys', ['--application-cursor'])
    await screen.waitForText('ready')
    await screen.press('down')
    expect(await screen.waitForText('event')).toContain('event 1 "\\u001bOB"')
  })

  it('type text grapheme by grapheme', async () => {
    await using screen = await openFixture('echo-keys')
    await screen.waitForText('ready')
    await screen.type('añ👩‍💻')
    expect(await screen.waitForText('event 3')).toContain('event 3 "👩‍💻"')
  })

  it('are refused when misspelt, instead of typed', async () => {
    await using screen = await openFixture('echo-keys')
    await screen.waitForText('ready')
    await expect(screen.press('entre')).rejects.toThrow(TypeError)
    expect(screen.text()).not.toContain('event')
  })
})

describe('a paste', () => {
  it('comes as one bracketed piece when the program asked for brackets', async () => {
    await using screen = await openFixture('echo-keys', ['--paste'], { cols: 80 })
    await screen.waitForText('ready')
    await screen.paste('one\ntwo')
    expect(await screen.waitForText('event')).toContain('event 1 "\\u001b[200~one\\rtwo\\u001b[201~"')
  })

  it('comes bare otherwise', async () => {
    await using screen = await openFixture('echo-keys')
    await screen.waitForText('ready')
    await screen.paste('one\ntwo')
    expect(await screen.waitForText('event')).toContain('event 1 "one\\rtwo"')
  })
})

describe('the window', () => {
  it('has the size that was asked for, and tells the program when it changes', async () => {
    await using screen = await openFixture('report-size', [], { cols: 61, rows: 17 })
    await screen.waitForText('61 by 17')
    await screen.resize(33, 9)
    await screen.waitForText('33 by 9')
    expect([screen.cols, screen.rows, screen.text().split('\n').length]).toEqual([33, 9, 9])
  })

  it('knows the alternate screen and gives back what was before it', async () => {
    await using screen = await openFixture('alternate-screen')
    await screen.waitForText('inside')
    expect(screen.alternateScreen).toBe(true)
    expect(screen.text()).not.toContain('outside')
    await screen.press('q')
    await screen.exit
    expect(screen.alternateScreen).toBe(false)
    expect(screen.line(0)).toBe('outside')
  })

  it('keeps title, clipboard, links and cursor', async () => {
    const clip = Buffer.from('PAY-1412 ✓').toString('base64')
    const link = '\\e]8;;https://jira.example/browse/PAY-1\\e\\PAY-1\\e]8;;\\e\\'
    await using screen = await openFixture('draw', [`\\e]0;Triage\\a\\e]52;c;${clip}\\asee ${link} now\\e[?25l`])
    await screen.waitForText('see PAY-1 now')
    expect(screen.title).toBe('Triage')
    expect(screen.clipboard).toBe('PAY-1412 ✓')
    expect(screen.links()).toEqual([{ url: 'https://jira.example/browse/PAY-1', text: 'PAY-1', row: 0, column: 4 }])
    expect(screen.cursor()).toEqual({ row: 0, column: 13, visible: false })
  })

  it('has cells with their styles', async () => {
    await using screen = await openFixture('draw', ['\\e[1;4;31mR\\e[0;7mI\\e[0;38;2;1;2;3mT\\e[0m漢.'])
    await screen.waitForText('漢.')
    const [red, inverse, rgb, wide, half, dot] = screen.cells()[0] ?? []
    expect(red).toMatchObject({ text: 'R', bold: true, underline: true, foreground: { kind: 'palette', index: 1 } })
    expect(inverse).toMatchObject({ inverse: true, bold: false, foreground: { kind: 'default' } })
    expect(rgb).toMatchObject({ foreground: { kind: 'rgb', value: 0x010203 } })
    expect([wide?.width, half?.width, half?.text, dot?.text]).toEqual([2, 0, '', '.'])
  })

  it('measures graphemes, not code points', async () => {
    await using screen = await openFixture('draw', ['👩‍👩‍👧|🇩🇪|❤️|'])
    await screen.waitForText('❤️|')
    expect(screen.cursor().column).toBe(9)
  })
})

describe('questions to the terminal', () => {
  it.each([
    ['device attributes', '\\e[c', /\\u001b\[\?[\d;]+c/],
    ['the cursor position', 'ab\\e[6n', /\\u001b\[1;3R/],
    ['a mode', '\\e[?2026$p', /\\u001b\[\?2026;\d\$y/],
    ['a dark background', '\\e]11;?\\e\\', /\\u001b\]11;rgb:1c1c\/2020\/2828/],
  ])('are answered: %s', async (_name, question, answer) => {
    await using screen = await openFixture('ask-terminal', [question], { cols: 80 })
    expect(await screen.waitForText('answer "')).toMatch(answer)
  })

  it('leave kitty keys unanswered as xterm does', async () => {
    await using screen = await openFixture('ask-terminal', ['\\e[?u\\e[c'], { cols: 80 })
    expect(await screen.waitForText('answer')).toMatch(/answer "\\u001b\[\?[\d;]+c"/)
  })

  it('tell a light background when the window has one', async () => {
    await using screen = await openFixture('ask-terminal', ['\\e]11;?\\e\\'], { cols: 80, background: 'light' })
    expect(await screen.waitForText('answer "')).toContain('rgb:fafa/fafa/fafa')
  })
})

describe('the end', () => {
  it('has the exit code', async () => {
    await using screen = await openFixture('draw', ['hello', '7'])
    await screen.waitForText('hello')
    screen.send('x')
    expect(await screen.exit).toEqual({ code: 7, signal: undefined })
    expect(screen.text()).toContain('hello')
  })

  it('names the signal that ended the program', async () => {
    await using screen = await openFixture('draw', ['hello'])
    await screen.waitForText('hello')
    screen.kill('SIGKILL')
    expect(await screen.exit).toMatchObject({ signal: 'SIGKILL' })
  })

  it('comes after what the program says on SIGTERM', async () => {
    await using screen = await openFixture('alternate-screen')
    await screen.waitForText('inside')
    screen.kill()
    expect(await screen.exit).toEqual({ code: 3, signal: undefined })
    expect(screen.alternateScreen).toBe(false)
  })

  it('is brought about by close, twice without harm', async () => {
    const screen = await openFixture('draw', ['hello'])
    await screen.waitForText('hello')
    await Promise.all([screen.close(), screen.close()])
    expect(await screen.exit).toMatchObject({ signal: 'SIGHUP' })
  })

  it('shows a command that does not exist as a failure', async () => {
    await using screen = await openScreen({ command: './no-such-program' })
    expect((await screen.exit).code).not.toBe(0)
  })
})

describe('waiting', () => {
  it('gives up with the screen in a box and the last bytes', async () => {
    await using screen = await openFixture('draw', ['\\e[1mhello'], { cols: 12, rows: 2 })
    await screen.waitForText('hello')
    const failure = await screen.waitForText('goodbye', { timeoutMs: 20 }).catch((error: Error) => error.message)
    expect(failure).toBe(
      [
        'waited for the text goodbye, after 20 ms',
        '┌────────────┐',
        '│hello       │',
        '│            │',
        '└────────────┘',
        'last 9 bytes: \\e[1mhello',
      ].join('\n'),
    )
  })

  it('is given up after the time that the screen was opened with', async () => {
    await using screen = await openFixture('draw', ['hello'], { timeoutMs: 2_000 })
    await screen.waitForText('hello')
    await expect(screen.waitForText('goodbye')).rejects.toThrow('after 2000 ms')
  })

  it('does not wait for a program that has ended', async () => {
    await using screen = await openFixture('environment')
    await expect(screen.waitForText('never said')).rejects.toThrow('the program has ended (code 0, signal none)')
  })

  it('sees a text go', async () => {
    await using screen = await openFixture('alternate-screen')
    await screen.waitForText('inside')
    screen.send('q')
    expect(await screen.waitForNoText('inside')).toContain('outside')
  })

  it('takes a pattern, however often it is looked for', async () => {
    await using screen = await openFixture('draw', ['one\\ntwo'])
    const pattern = /^two$/gm
    await screen.waitForText(pattern)
    expect(await screen.waitForText(pattern)).toMatch(/two/)
  })

  it('does not take a silent program at work for one at rest', async () => {
    await using screen = await openFixture('slow-start', [], { quietMs: 5 })
    await screen.waitIdle()
    expect(screen.text()).toContain('spoke true')
  })

  it('says when a program does not rest, and still lets keys be pressed', async () => {
    await using screen = await openFixture('never-rest')
    await screen.waitForText('turn')
    await expect(screen.waitIdle({ timeoutMs: 150 })).rejects.toThrow('waited for the program to rest, after 150 ms')
    await screen.press('a', 'b')
    expect(await screen.waitForText('"b"')).toContain('keys "a" "b"')
  })

  it('gives the screen on which the text was, whatever is drawn right after it', async () => {
    await using screen = await openFixture('echo-keys')
    await screen.waitForText('ready')
    const draw = screen.holdDrawing()
    for (const key of ['j', 'k']) {
      const arrived = new Promise<void>((resolve) => screen.onOutput(() => resolve()))
      screen.send(key)
      await arrived
    }
    const first = screen.waitForText(/^(?![^]*event 2)[^]*event 1/)
    draw()
    expect(await first).not.toContain('event 2')
    expect(screen.text()).toContain('event 2')
  })

  it('can keep output from being drawn, and draw it later in order', async () => {
    await using screen = await openFixture('echo-keys')
    await screen.waitForText('ready')
    const arrived = new Promise<void>((resolve) => screen.onOutput(() => resolve()))
    const draw = screen.holdDrawing()
    screen.send('j')
    await arrived
    expect(screen.text()).not.toContain('event')
    draw()
    await screen.waitForText('event 1 "j"')
  })
})

describe('what the program wrote', () => {
  it('is kept byte by byte, also what no terminal shows', async () => {
    await using screen = await openFixture('draw', ['a\\e]52;c;?\\a\\e[5nz'])
    await screen.waitForText('az')
    expect(screen.rawOutput().includes('\x1b]52;c;?\x07')).toBe(true)
    expect(screen.clipboard).toBeUndefined()
  })

  it('comes from a program that believes a person is in front of it', async () => {
    const env = { CI: undefined, EXTRA: 'yes', LANG: undefined }
    await using screen = await openFixture('environment', [], { cols: 400, rows: 40, env })
    await screen.waitForText('end of environment')
    const told = screen.rawOutput().toString('utf8')
    const seen = JSON.parse(told.slice(0, told.indexOf('\r\nend of'))) as Record<string, string>
    expect(seen).toMatchObject({ TERM: 'xterm-256color', COLORTERM: 'truecolor', EXTRA: 'yes' })
    expect(Object.keys(seen).filter((name) => /^(CI|FORCE_COLOR|NODE_ENV|VITEST|LANG)/.test(name))).toEqual([])
  })
})
