import type { FieldMeta } from '@mmd/jira-api'
import { testField } from '../../app/testing/fields.ts'
import { testSite } from '../../app/testing.ts'
import { emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { Modal } from '../../state/modal.ts'
import type { SettingField, SiteRow } from '../../state/site-modals.ts'
import { toEntry } from '../forms/entries.ts'
import { asked, nothing, picker, signIn } from './testing.ts'

const meta = (name: string): FieldMeta => testField(name, { required: true })

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
export const everyModal = (line: string, text: string, at: number): readonly Modal[] => {
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
      hints: { enter: line, esc: 'closes' },
      onSubmit: nothing,
    },
    {
      id: 1,
      kind: 'text-area',
      title: line,
      help: [line, 'Ctrl-S sends · Esc keeps the draft'],
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
    {
      id: 1,
      kind: 'text-preview',
      title: line,
      text: { format: 'wiki', source: text },
      names: new Map([[line, line]]),
      asSent: at % 2 === 0,
      top: at,
    },
    {
      id: 1,
      kind: 'help',
      scopes: at % 2 === 0 ? ['list', 'triage', 'app'] : ['inbox', 'app'],
      cursor: at,
      top: at,
      query: at % 3 === 0 ? buffer : emptyBuffer,
      typing: at % 2 === 0,
    },
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
