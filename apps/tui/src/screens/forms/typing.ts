import { bufferOf } from '../../input/text-edit.ts'
import { editorOf } from './editor-kind.ts'
import type { FormEntry, FormModal } from './form-modal.ts'
import { entryHere } from './rows.ts'
import { toTypedText } from './typed-value.ts'

/** True for a field that is typed in its place. */
export const isTyped = ({ meta, locked }: FormEntry): boolean => locked === null && editorOf(meta) === 'typed'

/** The form with the field under the cursor ready for letters, where it is one that is typed. */
export const readyToType = <F extends Pick<FormModal, 'entries' | 'unfolded' | 'cursor'>>(
  form: F,
): F & Pick<FormModal, 'editing'> => {
  const entry = entryHere(form)
  return { ...form, editing: entry !== undefined && isTyped(entry) ? bufferOf(toTypedText(entry)) : null }
}
