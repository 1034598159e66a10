import type { App } from '../../app/app.ts'
import { type CellBox, cellsOf } from '../../images/graphics/ways.ts'
import { halfBlocks } from '../../images/half-blocks.ts'
import type { Chord } from '../../input/chord.ts'
import type { PictureModal } from '../../state/picture-modal.ts'
import type { AppState } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { fewHintLines, type Hint } from './hints.ts'
import { type ModalRoom, type ModalView, placeModal, roomOf, unpainted } from './modal-view.ts'

/** Below the picture is a line for the keys. */
const roomIn = ({ innerWidth, innerHeight }: ModalRoom): CellBox => ({
  columns: innerWidth,
  rows: Math.max(1, innerHeight - 1),
})

/** The cells that a picture may have on this screen. */
export const pictureRoom = (size: AppState['size']): CellBox => roomIn(roomOf('picture', size))

/** Cells that are left free for what the terminal draws. */
const blanks = ({ source, drawn }: PictureModal, room: CellBox): readonly string[] => {
  if (drawn.by !== 'terminal') return []
  const { rows } = cellsOf(source, room, drawn).box
  return Array.from({ length: rows }, () => ' '.repeat(room.columns))
}

const hintsOf = ({ onStep }: PictureModal): readonly Hint[] => [
  ['Esc', 'closes'],
  ['Enter', 'opens'],
  ['s', 'saves'],
  ...(onStep === undefined
    ? []
    : ([
        ['n', 'next'],
        ['p', 'previous'],
      ] as const)),
]

export const drawPicture = (modal: PictureModal, room: ModalRoom, theme: Theme): ModalView => {
  const { drawn } = modal
  const cells = roomIn(room)
  return {
    title: modal.title,
    right: modal.about,
    lines: [
      ...(drawn.by === 'blocks' ? halfBlocks(drawn.pixels, cells, theme.level) : blanks(modal, cells)),
      ...fewHintLines(hintsOf(modal), 1, room.innerWidth, theme),
    ],
  }
}

/** Where the terminal is to draw, in cells from 0 at the upper left; undefined for a picture of half blocks. */
export const picturePlace = (
  modal: PictureModal,
  size: AppState['size'],
): (CellBox & { readonly left: number; readonly top: number }) | undefined => {
  const { source, drawn } = modal
  if (drawn.by !== 'terminal') return undefined
  const room = roomOf('picture', size)
  const { box } = cellsOf(source, roomIn(room), drawn)
  const { left, top } = placeModal(drawPicture(modal, room, unpainted), room, size, unpainted)
  return { ...box, left: left + 1 + ((room.innerWidth - box.columns) >> 1), top: top + 1 }
}

export const pictureKey = (app: App, modal: PictureModal, chord: Chord): void => {
  const by = ['n', 'J', 'right'].includes(chord) ? 1 : ['p', 'K', 'left'].includes(chord) ? -1 : undefined
  const run = chord === 'enter' ? modal.onOpen : chord === 's' ? modal.onSave : undefined
  if (by !== undefined && modal.onStep === undefined) return
  if (by === undefined && run === undefined && !['esc', 'q', 'v'].includes(chord)) return
  app.close(modal.id)
  if (by !== undefined) modal.onStep?.(by)
  else run?.()
}
