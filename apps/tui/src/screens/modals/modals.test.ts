import type { FieldMeta } from '@mmd/jira-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld, openWorld, refusal, testIssue, testKey, testSite, type World } from '../../app/testing.ts'
import { bufferOf, emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type {
  Modal,
  PickerItem,
  PickerModal,
  SettingField,
  SignInAsked,
  SignInModal,
  SiteRow,
} from '../../state/modal.ts'
import { toEntry } from '../forms/entries.ts'
import { anyTheme, bare, cells, hostileLine, hostileText, isHarmless, plainTheme, sgrCodes } from '../testing.ts'
import { drawInput } from './modal-view.ts'
import { drawModal } from './modals.ts'
import { offeredItems } from './picker.ts'
import { toRows } from './text-area.ts'

const nothing = (): void => {}

const picker = (items: readonly PickerItem[], more: Partial<PickerModal> = {}): Omit<PickerModal, 'id'> => ({
  kind: 'picker',
  title: 'Pick',
  query: emptyBuffer,
  placeholder: 'type',
  items,
  cursor: 0,
  phase: 'ready',
  error: null,
  chosen: null,
  creatable: false,
  onPick: nothing,
  ...more,
})

const signIn = (more: Partial<SignInModal> = {}): Omit<SignInModal, 'id'> => ({
  kind: 'sign-in',
  site: 'work',
  badge: undefined,
  about: ['work.example.com', 'Company login'],
  steps: [],
  url: null,
  phase: 'running',
  question: null,
  enter: null,
  keys: [],
  onAnswer: nothing,
  onCancel: nothing,
  ...more,
})

const asked = (buffer: TextBuffer, more: Partial<SignInAsked> = {}): SignInAsked => ({
  label: 'Address',
  help: ['quickly'],
  placeholder: 'http://localhost…',
  hides: 'query',
  buffer,
  ...more,
})

const meta = (name: string): FieldMeta => ({
  id: name,
  name,
  required: true,
  hasDefault: false,
  type: 'string',
  items: null,
  system: null,
  custom: null,
  operations: ['set'],
  allowedValues: [],
})

const siteRow = (name: string, line: string): SiteRow => ({
  site: testSite(name, { user: { id: line, name: line }, login: line, badge: 'green' }),
  isDefault: name === 's0',
  status: { method: 'pat', state: 'signed-in', refreshable: false, where: line, expiresAt: 1e12 },
})

const setting = (id: string, line: string): SettingField => ({
  id,
  group: line,
  label: id,
  help: line,
  value: line,
  error: line,
})

/** One modal of each kind that is drawn, all of whose texts are these. */
const everyModal = (line: string, text: string, at: number): readonly Modal[] => {
  const buffer: TextBuffer = insertText(emptyBuffer, line)
  const item = { id: line, label: line, detail: line }
  const entries = [0, 1, 2].map((n) => ({
    ...toEntry(meta(`${n}${line}`), { kind: 'text', text: line }, { locked: n === 2 ? line : null }),
    error: line,
  }))
  return [
    { id: 1, ...picker([item, { ...item, id: 'b', disabled: line }], { title: line, query: buffer, creatable: true }) },
    { id: 1, ...picker([], { placeholder: line, phase: 'failed', error: line, chosen: new Set([line]) }) },
    {
      id: 1,
      kind: 'prompt',
      title: line,
      help: [line, text],
      buffer,
      masked: at % 2 === 0,
      error: line,
      onSubmit: nothing,
    },
    {
      id: 1,
      kind: 'text-area',
      title: line,
      help: [line],
      buffer: insertText(emptyBuffer, text, true),
      error: at % 2 === 0 ? line : null,
      onChange: nothing,
      onSubmit: nothing,
      onLeave: nothing,
    },
    {
      id: 1,
      kind: 'form',
      title: line,
      entries,
      cursor: at % 4,
      editing: at % 2 === 0 ? buffer : null,
      unfolded: false,
      error: line,
      note: line,
      button: line,
      repeats: true,
      onEdit: nothing,
      onChange: nothing,
      onSubmit: nothing,
      onLeave: nothing,
      onAfresh: nothing,
    },
    { id: 1, kind: 'text-preview', title: line, text: { format: 'wiki', source: text }, asSent: at % 2 === 0, top: at },
    { id: 1, kind: 'help', top: at },
    { id: 1, kind: 'outbox', cursor: at },
    {
      id: 1,
      kind: 'conflict',
      title: line,
      conflicts: [0, 1, 2].map((n) => ({
        id: `f${n}`,
        name: line,
        base: { kind: 'text', text: line },
        mine: { kind: 'rich-text', text: { format: 'wiki', source: text } },
        theirs: n === 0 ? { kind: 'empty' } : { kind: 'words', words: [line, line] },
      })),
      choices: { f0: 'mine' },
      cursor: at % 3,
      error: at % 2 === 0 ? line : null,
      onChoose: nothing,
    },
    {
      id: 1,
      kind: 'menu',
      title: line,
      right: line,
      intro: [line, text],
      tone: 'bad',
      items: [
        { id: 'a', label: line, about: text, badge: 'blue' },
        { id: 'b', label: line, disabled: line },
      ],
      cursor: at % 2,
      onPick: nothing,
    },
    {
      id: 1,
      kind: 'sites',
      marked: new Set(),
      last: [],
      rows: [0, 1, 2].map((n) => siteRow(`s${n}`, line)),
      phase: 'ready',
      error: null,
      cursor: at % 3,
      filter: emptyBuffer,
      typing: at % 2 === 0,
      onReload: nothing,
    },
    {
      id: 1,
      kind: 'sites',
      marked: new Set(),
      last: [],
      rows: [],
      phase: 'failed',
      error: line,
      cursor: 0,
      filter: buffer,
      typing: false,
      onReload: nothing,
    },
    {
      id: 1,
      kind: 'settings',
      title: line,
      fields: [0, 1, 2].map((n) => setting(`f${n}`, line)),
      cursor: at % 3,
      editing: at % 2 === 0 ? buffer : null,
      error: line,
      changed: true,
      check: () => null,
      arrange: (fields) => fields,
      onSave: nothing,
    },
    { id: 1, kind: 'message', title: line, tone: 'bad', lines: [line, text], top: at },
    { id: 1, kind: 'message', title: line, tone: 'info', lines: [line], top: 0, busy: { cancel: nothing } },
    {
      id: 1,
      ...signIn({
        site: line,
        about: [line, line],
        badge: 'red',
        steps: [{ text: line, tone: 'warn' }],
        question: asked(buffer, { label: line, help: [text], placeholder: line }),
        enter: { label: line, run: nothing },
        keys: [{ chord: 'y', label: line, run: nothing }],
        url: `https://x/${'y'.repeat(at)}`,
      }),
    },
  ]
}

test('a dialog fits the screen and each of its lines its width, whatever it says', () => {
  const sizes = fc.record({ columns: fc.integer({ min: 24, max: 200 }), rows: fc.integer({ min: 6, max: 60 }) })
  fc.assert(
    fc.property(hostileLine, hostileText, sizes, fc.nat(40), anyTheme, (line, text, size, at, theme) => {
      const { app } = createWorld({ size })
      for (const modal of everyModal(line, text, at)) {
        const placed = drawModal(app, modal, theme)
        if (placed === null) throw new Error(`${modal.kind} is not drawn`)
        expect(placed.lines.filter((row) => cells(row) !== placed.width || !isHarmless(row))).toEqual([])
        expect(placed.left + placed.width).toBeLessThanOrEqual(size.columns)
        expect(placed.top + placed.lines.length).toBeLessThanOrEqual(size.rows - 1)
      }
    }),
    { numRuns: 40 },
  )
})

test('without colours dialogs use attributes alone', () => {
  const { app } = createWorld()
  for (const modal of everyModal('line', 'text', 1)) {
    const drawn = drawModal(app, modal, plainTheme)?.lines.join('') ?? ''
    expect(sgrCodes(drawn).filter((code) => code >= 30)).toEqual([])
  }
})

test('typed text keeps its width, and the cursor is always seen', () => {
  fc.assert(
    fc.property(hostileLine, fc.nat(), fc.integer({ min: 4, max: 80 }), (text, at, width) => {
      const letters = [...new Intl.Segmenter().segment(text)].map(({ index }) => index)
      const cursor = [...letters, text.length][at % (letters.length + 1)] ?? 0
      const drawn = drawInput({ text, cursor }, width, plainTheme)
      expect(cells(drawn)).toBe(width)
      expect(drawn).toContain('\u001B[7m')
    }),
  )
})

test('a secret is drawn as dots alone', () => {
  expect(bare(drawInput(bufferOf('hunter2'), 12, plainTheme, { masked: 'all' }))).toBe('•••••••     ')
})

const drawn = (world: World): string => {
  const modal = world.state().modals.at(-1)
  return modal === undefined ? '' : (drawModal(world.app, modal, plainTheme)?.lines ?? []).map(bare).join('\n')
}

const fruit: readonly PickerItem[] = ['Apple', 'Banana', 'Cherry'].map((label) => ({ id: label.toLowerCase(), label }))

/** A world with a picker open, and what was picked in it. */
const withPicker = (more: Partial<PickerModal> = {}, items = fruit) => {
  const world = createWorld()
  const picked: (readonly [readonly string[], string])[] = []
  world.app.open(picker(items, { onPick: (ids, query) => void picked.push([ids, query]), ...more }))
  return { world, picked }
}

test('a picker narrows as one types, and Enter takes what the cursor is on', () => {
  const { world, picked } = withPicker()
  world.press('an')
  expect(offeredItems(world.modal('picker')).map(({ label }) => label)).toEqual(['Banana'])
  world.press('enter')
  expect(picked).toEqual([[['banana'], 'an']])
  expect(world.state().modals).toEqual([])
})

test('the cursor of a picker stays among what is offered, and starts again with each letter', () => {
  const { world, picked } = withPicker()
  world.press('up', 'down', 'down', 'pagedown')
  expect(world.modal('picker').cursor).toBe(2)
  world.press('a')
  expect(world.modal('picker').cursor).toBe(0)
  world.press('zzz', 'down', 'enter')
  expect(world.modal('picker').cursor).toBe(0)
  expect(drawn(world)).toContain('nothing like that')
  expect(picked).toEqual([])
})

test('the keys are listed with what they do and how one leaves, also on a small screen', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const { lines = [] } = drawModal(world.app, { id: 1, kind: 'help', top: 0 }, plainTheme) ?? {}
  const shown = lines.map(bare).join('\n')
  expect(shown).toContain('Open the issue on the')
  expect(shown).toContain('Esc closes  j shows more')
})

const conflicting = (mine: string, theirs: string): Modal => ({
  id: 1,
  kind: 'conflict',
  title: 'PAY-1: set Summary',
  conflicts: [
    {
      id: 'summary',
      name: 'Summary',
      base: { kind: 'text', text: 'as it was' },
      mine: { kind: 'text', text: mine },
      theirs: { kind: 'text', text: theirs },
    },
  ],
  choices: {},
  cursor: 0,
  error: null,
  onChoose: nothing,
})

test('both sides of a conflict are seen on the smallest screen, and the keys that choose', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const { lines = [] } = drawModal(world.app, conflicting('my words', 'their words'), plainTheme) ?? {}
  const shown = lines.map(bare).join('\n')
  for (const words of ['as it was', 'my words', 'their words', 'm mine', 't theirs', 'Esc decides later'])
    expect(shown).toContain(words)
})

test('sides of a conflict that begin alike can be told apart', () => {
  const world = createWorld({ size: { columns: 80, rows: 24 } })
  const begin = 'the nightly settlement stops at a row that nobody has looked at'
  const { lines = [] } = drawModal(world.app, conflicting(`${begin} today`, `${begin} ever`), plainTheme) ?? {}
  const shown = lines.map(bare).join('\n')
  expect(shown).toMatch(/ today/)
  expect(shown).toMatch(/ ever/)
})

test('a row of the outbox says what is done also where there is hardly room', async () => {
  const assign = () => Promise.reject(refusal('no such person'))
  const world = await openWorld({ answers: { assign }, size: { columns: 40, rows: 10 } })
  world.press('A')
  await world.until(() => world.session().replica.operations()[0]?.state === 'failed')
  const { lines = [] } = drawModal(world.app, { id: 1, kind: 'outbox', cursor: 0 }, plainTheme) ?? {}
  expect(lines.map(bare)[1]).toMatch(/▸ PAY-1 assign to Mia Me +✗ │$/)
})

test('long texts leave both sides of a conflict on the smallest screen, and what tells them apart', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const begin = Array.from({ length: 12 }, (_, at) => `line ${at} of what happened`).join('\n')
  const rich = (source: string) => ({ kind: 'rich-text', text: { format: 'wiki', source } }) as const
  const conflicts = [
    {
      id: 'description',
      name: 'Description',
      base: rich(begin),
      mine: rich(`${begin} here`),
      theirs: rich(`${begin}!`),
    },
  ]
  const modal = { ...conflicting('', ''), conflicts } as Modal
  const { lines = [] } = drawModal(world.app, modal, plainTheme) ?? {}
  expect(lines.map(bare).join('\n')).toMatch(/mine {4}….* here .*\n.*theirs {2}….*!/u)
})

test('nothing of the outbox moves while one goes through it', async () => {
  const edit = () =>
    Promise.reject(refusal('There are no labels in this project, and its administrators want none. '.repeat(3)))
  for (const size of [
    { columns: 24, rows: 6 },
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
  ]) {
    const world = await openWorld({ issues: [testIssue(1), testIssue(2)], answers: { edit, assign: edit }, size })
    for (const key of [testKey(1), testKey(2)])
      world.session().replica.perform({ kind: 'labels', key, add: ['one'], remove: [] })
    world.press('A')
    await world.until(
      () =>
        world
          .session()
          .replica.operations()
          .filter(({ state }) => state === 'failed').length > 1,
    )
    const drawn = world
      .session()
      .replica.operations()
      .map((_, cursor) => (drawModal(world.app, { id: 1, kind: 'outbox', cursor }, plainTheme)?.lines ?? []).map(bare))
    expect(drawn.length).toBeGreaterThan(1)
    const shape = (lines: readonly string[]) => lines.map((text) => (/PAY-/.test(text) ? 'row' : /─{10}/.test(text)))
    for (const lines of drawn) {
      expect(lines.join('\n')).toContain('Esc closes')
      expect(lines).toHaveLength(drawn[0]?.length ?? 0)
    }
    expect(shape(drawn[1] ?? [])).toEqual(shape(drawn[0] ?? []))
    await world.session().close()
  }
})

test('a picker says whole what went wrong and what to do, and leaves the line below that says how one leaves', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const error = 'the site cannot be reached (ECONNREFUSED)'
  const modal = { ...picker([], { phase: 'failed', error }), id: 1 }
  const { lines = [], top = 0 } = drawModal(world.app, modal, plainTheme) ?? {}
  const shown = lines
    .map((text) => bare(text))
    .join('')
    .replaceAll(/[│\s]+/gu, ' ')
  expect(shown).toContain(error)
  expect(shown).toContain('Ctrl-R tries again')
  expect(top + lines.length).toBeLessThanOrEqual(10 - 2)
})

test('a text area says whole how one leaves it, also where that takes two lines', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  world.app.open({
    kind: 'text-area',
    title: 'Comment',
    help: ['Ctrl-S sends · Esc leaves and keeps the draft'],
    buffer: emptyBuffer,
    error: null,
    onChange: nothing,
    onLeave: nothing,
    onSubmit: nothing,
  })
  const [modal] = world.state().modals
  const { lines = [] } = (modal && drawModal(world.app, modal, plainTheme)) ?? {}
  expect(
    lines
      .map(bare)
      .join('')
      .replaceAll(/[│\s]+/gu, ' '),
  ).toContain('Esc leaves and keeps the draft')
})

test('what stands in an empty field for what to type ends in … where it has no room', () => {
  expect(bare(drawInput(emptyBuffer, 12, plainTheme, { placeholder: 'words of the issue' }))).toContain('words of t…')
})

test('Esc closes a picker without picking', () => {
  const { world, picked } = withPicker()
  world.press('esc')
  expect(world.state().modals).toEqual([])
  expect(picked).toEqual([])
})

test('many are chosen with Space or Tab and taken together with Enter', () => {
  const { world, picked } = withPicker({ chosen: new Set(['cherry']) })
  world.press('space', 'down', 'tab', 'tab')
  expect(drawn(world)).toContain('[x] Apple')
  expect(drawn(world)).toContain('[ ] Banana')
  world.press('enter')
  expect(picked).toEqual([[['cherry', 'apple'], '']])
})

test('what is typed can be made when nothing is called so exactly', () => {
  const { world, picked } = withPicker({ creatable: true })
  world.press('Apple')
  expect(offeredItems(world.modal('picker')).map(({ label }) => label)).toEqual(['Apple'])
  world.press('s')
  expect(offeredItems(world.modal('picker')).at(-1)).toEqual({ id: 'Apples', label: 'Apples', detail: 'new' })
  world.press('pagedown', 'enter')
  expect(picked).toEqual([[['Apples'], 'Apples']])
})

test('a picker does not jump while the list gets shorter', () => {
  const { world } = withPicker()
  const before = drawn(world).split('\n').length
  world.press('zzz')
  expect(drawn(world).split('\n')).toHaveLength(before)
})

/** A world with an open prompt, and what was submitted and left. */
const withPrompt = (text = '') => {
  const world = createWorld()
  const submitted: string[] = []
  const left: string[] = []
  const onSubmit = (value: string): void => void submitted.push(value)
  const onCancel = (value: string): void => void left.push(value)
  const buffer = bufferOf(text)
  world.app.open({ kind: 'prompt', title: 'P', help: ['h'], buffer, masked: false, error: 'wrong', onSubmit, onCancel })
  return { world, submitted, left }
}

test('a prompt is edited as in a shell; its error goes with the first edit', () => {
  const { world, submitted } = withPrompt('one two')
  expect(drawn(world)).toContain('wrong')
  world.press('ctrl-w', 'x', 'ctrl-a', '>', 'enter')
  expect(submitted).toEqual(['>one x'])
  expect(world.state().modals).toEqual([])
})

test('a prompt that is left hands back what was typed, and takes what is pasted as one line', () => {
  const { world, submitted, left } = withPrompt()
  world.paste('  a\nb\u001B[31m \n')
  expect(world.modal('prompt').error).toBeNull()
  world.press('esc')
  expect(left).toEqual(['a b[31m'])
  expect(submitted).toEqual([])
})

test('rows of a text area are cut at letters and lose none', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 8, max: 60 }), (text, width) => {
      const rows = toRows(text, width)
      expect(rows.map((row) => row.text).join('')).toBe(text.replaceAll('\n', ''))
      for (const row of rows) {
        expect(cells(row.text)).toBeLessThanOrEqual(width)
        expect(text.slice(row.from, row.from + row.text.length)).toBe(row.text)
      }
    }),
  )
})

test('a text area scrolls so that its cursor is seen', () => {
  const world = createWorld({ size: { columns: 60, rows: 20 } })
  const text = Array.from({ length: 50 }, (_, at) => `line ${at}`).join('\n')
  const base = { kind: 'text-area', title: 'T', help: ['h'], error: null } as const
  const does = { onChange: nothing, onSubmit: nothing, onLeave: nothing }
  world.app.open({ ...base, ...does, buffer: bufferOf(text) })
  expect(drawn(world)).toContain('line 49')
  world.press(...Array.from({ length: 49 }, () => 'up'))
  expect(drawn(world)).toContain('line 0')
  expect(drawn(world)).not.toContain('line 49')
})

test('an empty text is not sent, and says so until one types', () => {
  const world = createWorld()
  const sent: string[] = []
  const onSubmit = (text: string): void => void sent.push(text)
  const typed: string[] = []
  const does = { onChange: (text: string) => void typed.push(text), onSubmit, onLeave: nothing }
  world.app.open({ kind: 'text-area', title: 'T', help: [], buffer: emptyBuffer, error: null, ...does })
  world.press('space', 'enter', 'ctrl-s')
  expect(world.modal('text-area').error).toBe('There is nothing to send yet')
  world.press('x')
  expect(world.modal('text-area').error).toBeNull()
  expect(typed.at(-1)).toBe(' \nx')
  world.press('ctrl-s')
  expect(sent).toEqual(['x'])
})

test('help scrolls to its end and back at once', () => {
  const world = createWorld({ size: { columns: 100, rows: 30 } })
  world.press('?')
  const first = drawn(world)
  world.press('G')
  const last = drawn(world)
  expect(last).not.toContain('j shows more')
  world.press('j')
  expect(drawn(world)).toBe(last)
  world.press('k')
  expect(drawn(world)).not.toBe(last)
  world.press('g')
  expect(drawn(world)).toBe(first)
  world.press('q')
  expect(world.state().modals).toEqual([])
})

test('help says why something cannot be done now', async () => {
  const world = await openWorld({ issues: [], size: { columns: 120, rows: 60 } })
  world.press('?')
  expect(drawn(world)).toContain('Assign… — there is no issue under the cursor')
})

test('a long message is read to its end, whether in many lines or in one', () => {
  for (const lines of [Array.from({ length: 60 }, (_, at) => `line ${at} end`), [`${'word '.repeat(600)}the-end`]]) {
    const world = createWorld({ size: { columns: 80, rows: 24 } })
    world.app.open({ kind: 'message', title: 'M', tone: 'info', lines, top: 0 })
    const wanted = lines.length > 1 ? 'line 59 end' : 'the-end'
    world.press(...Array.from({ length: 100 }, () => 'j'))
    expect(drawn(world)).toContain(wanted)
    const last = drawn(world)
    world.press('k')
    expect(drawn(world)).not.toBe(last)
    world.press('enter')
    expect(world.state().modals).toEqual([])
  }
})

test('a busy message hears Esc alone', () => {
  const world = createWorld()
  let cancelled = 0
  const cancel = (): void => {
    cancelled += 1
  }
  world.app.open({ kind: 'message', title: 'M', tone: 'info', lines: ['…'], top: 0, busy: { cancel } })
  world.press('enter', 'q', 'j')
  expect(world.state().modals).toHaveLength(1)
  world.press('esc')
  expect(cancelled).toBe(1)
  expect(world.state().modals).toEqual([])
})

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
  expect(drawn(world)).toMatch(/Enter goes on +Esc cancels +Ctrl-y copies the URL/)
  world.press('oy')
  world.paste(' http://localhost?code=1\n')
  world.press('ctrl-y', 'enter')
  expect(heard.splice(0)).toEqual(['copy', 'answer oyhttp://localhost?code=1'])
  world.app.open(signIn({ ...handlers, phase: 'failed' }))
  expect(drawn(world)).toContain('Esc leaves')
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
