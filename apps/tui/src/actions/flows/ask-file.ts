import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { AttachOperation } from '@mmd/replica'
import type { App } from '../../app/app.ts'
import { mimeTypeOf } from '../../commands/issue/mime-type.ts'
import { bufferOf } from '../../input/text-edit.ts'
import type { PromptModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { completePath, describePath, droppedPath, wholePath } from './forms/complete-path.ts'

interface FileQuestion {
  readonly title: string
  readonly hints: NonNullable<PromptModal['hints']>
  readonly onFile: (file: AttachOperation['file']) => void
}

/** Asks for a file by its path, as typed or as a terminal pastes one that is dropped on it. */
export const askFile = (app: App, question: FileQuestion, typed = '', error: string | null = null): void => {
  const { title, hints, onFile } = question
  app.open({
    kind: 'prompt',
    title,
    help: ['The path of a file; it is attached as it is when you press Enter'],
    advice: describePath,
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints,
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
      const path = [text.trim(), droppedPath(text.trim())]
        .map(wholePath)
        .find((one) => statSync(one, { throwIfNoEntry: false }) !== undefined)
      const facts = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
      if (path === undefined || facts === undefined || text.trim() === '')
        return askFile(app, question, text, 'There is no such file')
      if (!facts.isFile()) return askFile(app, question, text, 'That is no file: go on to one that is in it')
      const name = basename(path)
      onFile({ path, name, size: facts.size, mimeType: mimeTypeOf(name) })
    },
  })
}
