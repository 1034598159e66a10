import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import type { Modal } from '../../state/modal.ts'
import type { Theme } from '../../theme/theme.ts'
import { filterKey, filterPaste } from './filter.ts'
import { drawForm, formKey } from './form.ts'
import { drawHelp, helpKey } from './help.ts'
import { drawMessage, messageKey } from './message.ts'
import { type PlacedModal, placeModal, roomOf } from './modal-view.ts'
import { drawPicker, pickerKey, pickerPaste } from './picker.ts'
import { drawPrompt, promptKey, promptPaste } from './prompt.ts'
import { drawSignIn, signInKey, signInPaste } from './sign-in.ts'
import { drawTextArea, textAreaKey, textAreaPaste } from './text-area.ts'

/** One key for the topmost modal: it takes every key, nothing under it hears any. */
export const modalKey = (app: App, modal: Modal, chord: Chord): void => {
  switch (modal.kind) {
    case 'picker':
      return pickerKey(app, modal, chord)
    case 'prompt':
      return promptKey(app, modal, chord)
    case 'text-area':
      return textAreaKey(app, modal, chord)
    case 'form':
      return formKey(app, modal, chord)
    case 'help':
      return helpKey(app, modal, chord)
    case 'message':
      return messageKey(app, modal, chord)
    case 'filter':
      return filterKey(app, modal, chord)
    case 'sign-in':
      return signInKey(app, modal, chord)
  }
}

/** Pasted text for the topmost modal; those without a text field ignore it. */
export const modalPaste = (app: App, modal: Modal, text: string): void => {
  switch (modal.kind) {
    case 'picker':
      return pickerPaste(app, modal, text)
    case 'prompt':
      return promptPaste(app, modal, text)
    case 'text-area':
      return textAreaPaste(app, modal, text)
    case 'filter':
      return filterPaste(app, modal, text)
    case 'sign-in':
      return signInPaste(app, modal, text)
    case 'form':
    case 'help':
    case 'message':
  }
}

/** The modal framed and placed; `null` for the filter, which is typed on the status line. */
export const drawModal = (app: App, modal: Modal, theme: Theme): PlacedModal | null => {
  const { size } = app.store.get()
  const room = roomOf(modal.kind, size)
  switch (modal.kind) {
    case 'picker':
      return placeModal(drawPicker(modal, room, theme), room, size, theme)
    case 'prompt':
      return placeModal(drawPrompt(modal, room, theme), room, size, theme)
    case 'text-area':
      return placeModal(drawTextArea(modal, room, theme), room, size, theme)
    case 'form':
      return placeModal(drawForm(modal, room, theme), room, size, theme)
    case 'help':
      return placeModal(drawHelp(app, modal, room, theme), room, size, theme)
    case 'message':
      return placeModal(drawMessage(modal, room, theme), room, size, theme)
    case 'sign-in':
      return placeModal(drawSignIn(modal, room, theme), room, size, theme)
    case 'filter':
      return null
  }
}
