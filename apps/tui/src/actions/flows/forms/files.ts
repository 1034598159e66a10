import { keepTyped } from '../../../screens/forms/change-form.ts'
import { askFile } from '../ask-file.ts'
import type { FieldEdit } from './subject.ts'

/** Asks for a file by its path, and adds it. */
export const attachFile = ({ app, entry, modal }: FieldEdit): void =>
  askFile(app, {
    title: entry.meta.name,
    hints: { enter: 'adds it', esc: 'closes' },
    onFile: (file) => keepTyped(app, modal, entry.meta.id, { parts: [...(entry.parts ?? []), { kind: 'file', file }] }),
  })
