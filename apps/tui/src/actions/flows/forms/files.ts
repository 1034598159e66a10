import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { mimeTypeOf } from '../../../commands/issue/mime-type.ts'
import { bufferOf } from '../../../input/text-edit.ts'
import { keepTyped } from '../../../screens/forms/change-form.ts'
import { changeModal } from '../../../state/state.ts'
import { completePath, describePath, wholePath } from './complete-path.ts'
import type { FieldEdit } from './subject.ts'

/** Asks for a file by its path, and adds it. */
export const attachFile = (edit: FieldEdit, typed = '', error: string | null = null): void => {
  const { app, entry, modal } = edit
  app.open({
    kind: 'prompt',
    title: entry.meta.name,
    help: ['The path of a file; it is attached as it is when you press Enter'],
    advice: describePath,
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'adds it', esc: 'leaves it' },
    keys: [
      {
        chord: 'tab',
        label: 'completes',
        run: (id) =>
          app.store.update((state) =>
            changeModal(state, id, 'prompt', (prompt) => ({
              ...prompt,
              buffer: bufferOf(completePath(prompt.buffer.text)),
            })),
          ),
      },
    ],
    onSubmit: (text) => {
      const path = wholePath(text.trim())
      const facts = statSync(path, { throwIfNoEntry: false })
      if (facts === undefined || text.trim() === '') return attachFile(edit, text, 'There is no such file')
      if (!facts.isFile()) return attachFile(edit, text, 'That is no file: go on to one that is in it')
      const name = basename(path)
      const file = { kind: 'file', file: { path, name, size: facts.size, mimeType: mimeTypeOf(name) } } as const
      keepTyped(app, modal, entry.meta.id, { parts: [...(entry.parts ?? []), file] })
    },
  })
}
