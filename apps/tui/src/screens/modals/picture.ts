import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import { halfBlocks } from '../../images/half-blocks.ts'
import type { Chord } from '../../input/chord.ts'
import type { PictureModal } from '../../state/picture-modal.ts'
import type { Theme } from '../../theme/theme.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'

export const drawPicture = (modal: PictureModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const rows = Math.max(1, room.innerHeight - 1)
  return {
    title: modal.title,
    right: modal.about,
    lines: [...halfBlocks(modal, { columns: width, rows }, theme.level), line([['dim', ' Esc closes']], width, theme)],
  }
}

export const pictureKey = (app: App, modal: PictureModal, chord: Chord): void => {
  if (['esc', 'q', 'enter', 'v'].includes(chord)) app.close(modal.id)
}
