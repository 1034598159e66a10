import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import type { Modal } from '../../state/modal.ts'
import type { Theme } from '../../theme/theme.ts'
import { columnsKey, drawColumns } from '../columns/columns-dialog.ts'
import { drawForm } from '../forms/draw-form.ts'
import { formKey, formPaste } from '../forms/form-keys.ts'
import { drawTextPreview, textPreviewKey } from '../forms/text-preview.ts'
import { drawJql } from '../jql/draw-jql.ts'
import { jqlKey, jqlPaste } from '../jql/jql-keys.ts'
import { bulkKey } from '../macros/bulk-keys.ts'
import { drawBulk } from '../macros/draw-bulk.ts'
import { drawPreferences, preferencesKey } from '../preferences/preferences.ts'
import { conflictKey, drawConflict } from './conflict.ts'
import { filterKey, filterPaste } from './filter.ts'
import { drawHelp, helpKey, helpPaste } from './help.ts'
import { drawMenu, menuKey } from './menu.ts'
import { drawMessage, messageKey } from './message.ts'
import { type PlacedModal, placeModal, roomOf } from './modal-view.ts'
import { drawOutbox, outboxKey } from './outbox.ts'
import { drawPicker, pickerKey, pickerPaste } from './picker.ts'
import { drawPicture, pictureKey } from './picture.ts'
import { drawPrompt, promptKey, promptPaste } from './prompt.ts'
import { drawSettings, settingsKey, settingsPaste } from './settings.ts'
import { drawSignIn, signInKey, signInPaste } from './sign-in.ts'
import { drawSites, sitesKey, sitesPaste } from './sites.ts'
import { drawTextArea, textAreaKey, textAreaPaste } from './text-area.ts'

/** One key for the topmost modal: it takes every key, nothing under it hears any. */
export const modalKey = (app: App, modal: Modal, chord: Chord): void => {
  switch (modal.kind) {
    case 'picker':
      return pickerKey(app, modal, chord)
    case 'prompt':
      return promptKey(app, modal, chord)
    case 'jql':
      return jqlKey(app, modal, chord)
    case 'menu':
      return menuKey(app, modal, chord)
    case 'text-area':
      return textAreaKey(app, modal, chord)
    case 'form':
      return formKey(app, modal, chord)
    case 'text-preview':
      return textPreviewKey(app, modal, chord)
    case 'settings':
      return settingsKey(app, modal, chord)
    case 'sites':
      return sitesKey(app, modal, chord)
    case 'help':
      return helpKey(app, modal, chord)
    case 'message':
      return messageKey(app, modal, chord)
    case 'filter':
      return filterKey(app, modal, chord)
    case 'sign-in':
      return signInKey(app, modal, chord)
    case 'outbox':
      return outboxKey(app, modal, chord)
    case 'bulk':
      return bulkKey(app, modal, chord)
    case 'conflict':
      return conflictKey(app, modal, chord)
    case 'preferences':
      return preferencesKey(app, modal, chord)
    case 'picture':
      return pictureKey(app, modal, chord)
    case 'columns':
      return columnsKey(app, modal, chord)
  }
}

/** Pasted text for the topmost modal; those without a text field ignore it. */
export const modalPaste = (app: App, modal: Modal, text: string): void => {
  switch (modal.kind) {
    case 'picker':
      return pickerPaste(app, modal, text)
    case 'prompt':
      return promptPaste(app, modal, text)
    case 'jql':
      return jqlPaste(app, modal, text)
    case 'settings':
      return settingsPaste(app, modal, text)
    case 'sites':
      return sitesPaste(app, modal, text)
    case 'text-area':
      return textAreaPaste(app, modal, text)
    case 'filter':
      return filterPaste(app, modal, text)
    case 'sign-in':
      return signInPaste(app, modal, text)
    case 'form':
      return formPaste(app, modal, text)
    case 'help':
      return helpPaste(app, modal, text)
    case 'text-preview':
    case 'menu':
    case 'message':
    case 'outbox':
    case 'preferences':
    case 'bulk':
    case 'conflict':
    case 'picture':
    case 'columns':
  }
}

/** Those that another dialog takes the place of while it is open, since it is about what stands in them. */
const standsBack = ({ kind }: Modal): boolean =>
  kind === 'sites' ||
  kind === 'settings' ||
  kind === 'preferences' ||
  kind === 'outbox' ||
  kind === 'form' ||
  kind === 'text-area' ||
  kind === 'columns'

/**
 * The modal framed and placed; `null` for what is not drawn: the filter, which is typed on the status line, and what
 * stands back while another one is open.
 */
export const drawModal = (app: App, modal: Modal, theme: Theme): PlacedModal | null => {
  const { size, modals } = app.store.get()
  if (standsBack(modal) && modals.some(({ id }) => id === modal.id) && modals.at(-1)?.id !== modal.id) return null
  const room = roomOf(modal.kind, size)
  switch (modal.kind) {
    case 'picker':
      return placeModal(drawPicker(modal, room, theme), room, size, theme)
    case 'prompt':
      return placeModal(drawPrompt(modal, room, theme), room, size, theme)
    case 'jql':
      return placeModal(drawJql(modal, room, theme), room, size, theme)
    case 'menu':
      return placeModal(drawMenu(modal, room, theme), room, size, theme)
    case 'settings':
      return placeModal(drawSettings(modal, room, theme), room, size, theme)
    case 'sites':
      return placeModal(drawSites(app, modal, room, theme), room, size, theme)
    case 'text-area':
      return placeModal(drawTextArea(modal, room, theme), room, size, theme)
    case 'form':
      return placeModal(drawForm(modal, room, theme, app.shell.now()), room, size, theme)
    case 'text-preview':
      return placeModal(drawTextPreview(modal, room, theme), room, size, theme)
    case 'preferences':
      return placeModal(drawPreferences(app, modal, room, theme), room, size, theme)
    case 'help':
      return placeModal(drawHelp(app, modal, room, theme), room, size, theme)
    case 'message':
      return placeModal(drawMessage(modal, room, theme), room, size, theme)
    case 'sign-in':
      return placeModal(drawSignIn(modal, room, theme), room, size, theme)
    case 'outbox':
      return placeModal(drawOutbox(app, modal, room, theme), room, size, theme)
    case 'bulk':
      return placeModal(drawBulk(modal, room, theme), room, size, theme)
    case 'conflict':
      return placeModal(drawConflict(modal, room, theme), room, size, theme)
    case 'picture':
      return placeModal(drawPicture(modal, room, theme), room, size, theme)
    case 'columns':
      return placeModal(drawColumns(modal, room, theme), room, size, theme)
    case 'filter':
      return null
  }
}
