import type { App } from '../../app/app.ts'
import { picturePlace, pictureRoom } from '../../screens/modals/picture.ts'
import type { PictureModal } from '../../state/picture-modal.ts'
import { type AppState, topModal } from '../../state/state.ts'
import { itermPicture } from './iterm.ts'
import { kittyDelete, kittyPicture } from './kitty.ts'
import type { MadePicture, PictureJob } from './make-picture.ts'
import { placeholderDelete, placeholderPicture, placeholderText } from './placeholders.ts'
import { type CellBox, pixelRoom, type TerminalWay } from './ways.ts'

/** What is used of the terminal's output. `write` is replaced while a picture is shown, to hear of each frame. */
export interface PictureOutput {
  write(text: string, ...rest: never[]): boolean
}

/** A picture as it should be on the screen. */
interface Wanted {
  readonly way: TerminalWay
  readonly place: CellBox & { readonly left: number; readonly top: number }
  readonly job: PictureJob
}

/** The job for the largest picture that has room in the dialog. */
export const terminalJob = (
  { way, cell, path, mostBytes }: Extract<PictureModal['drawn'], { by: 'terminal' }>,
  size: AppState['size'],
): PictureJob => ({ path, mostBytes, way, room: pixelRoom(pictureRoom(size), { way, cell }) })

const wantedOf = ({ size, ...state }: AppState): Wanted | undefined => {
  const modal = topModal({ size, ...state })
  // On a screen that is too small nothing is drawn at all.
  if (modal?.kind !== 'picture' || modal.drawn.by !== 'terminal' || size.columns < 24 || size.rows < 6) return undefined
  const place = picturePlace(modal, size)
  return place && { way: modal.drawn.way, place, job: terminalJob(modal.drawn, size) }
}

const keepCursor = '\u001B7'
const formerCursor = '\u001B8'

/** What gives the picture to the terminal once, and what shows it, each time that it must be drawn anew. */
interface Drawing {
  readonly once: string
  readonly each: string
}

const drawingOf = ({ way, place }: Wanted, { data, size }: MadePicture): Drawing => {
  if (way === 'placeholders')
    return {
      once: placeholderPicture(data, size, place),
      each: keepCursor + placeholderText(place, place) + formerCursor,
    }
  const position = `\u001B[${place.top + 1};${place.left + 1}H`
  return { once: '', each: keepCursor + position + sequenceOf(way, place, { data, size }) + formerCursor }
}

const sequenceOf = (
  way: Exclude<TerminalWay, 'placeholders'>,
  place: CellBox,
  { data, size }: Pick<MadePicture, 'data' | 'size'>,
): string => {
  if (way === 'kitty') return kittyPicture(data, size, place)
  return way === 'iterm' ? itermPicture(data, place) : Buffer.from(data).toString('latin1')
}

/** The screen is wiped, and with it the pictures of kitty, which text cannot spoil. */
const wipe = '\u001B[2J'

/**
 * Draws the picture of the topmost dialog over the cells that are left free for it, always behind a frame of Ink: after each
 * frame anew where text can spoil it. Takes it away when the dialog goes. Returns what does so at the end.
 */
export const keepPicture = (
  app: App,
  output: PictureOutput,
  make: (job: PictureJob) => Promise<MadePicture>,
): (() => void) => {
  let wanted: Wanted | undefined
  let shown: { readonly way: TerminalWay; readonly sequence: string } | undefined
  let isWaiting = false
  let unhook: (() => void) | undefined

  const paint = (): void => {
    isWaiting = false
    if (shown !== undefined) write(shown.sequence)
  }
  let write = (text: string): boolean => output.write(text)

  /** Hears of what others write, so that the picture comes after it. */
  const hook = (): void => {
    if (unhook !== undefined) return
    const plain = output.write.bind(output)
    output.write = (text, ...rest) => {
      const result = plain(text, ...rest)
      const spoils = shown?.way === 'kitty' ? text.includes(wipe) : shown !== undefined
      if (spoils && !isWaiting) {
        isWaiting = true
        setImmediate(paint)
      }
      return result
    }
    write = plain
    unhook = () => {
      output.write = plain
      unhook = undefined
    }
  }

  const remove = (isLast: boolean): void => {
    const { way } = shown ?? {}
    shown = undefined
    unhook?.()
    if (way === 'kitty') write(kittyDelete)
    if (way === 'placeholders') write(placeholderDelete)
    // Elsewhere the picture is in the cells.
    if (way !== undefined && way !== 'kitty' && !isLast) app.shell.redraw()
  }

  const show = async (picture: Wanted): Promise<void> => {
    try {
      const made = await make(picture.job)
      if (wanted !== picture) return
      const { once, each } = drawingOf(picture, made)
      hook()
      shown = { way: picture.way, sequence: each }
      if (once !== '') write(once)
      paint()
    } catch (error) {
      if (wanted === picture) app.fail(error)
    }
  }

  const follow = (): void => {
    const next = wantedOf(app.store.get())
    if (JSON.stringify(next) === JSON.stringify(wanted)) return
    wanted = next
    if (shown !== undefined) remove(false)
    if (next !== undefined) void show(next)
  }

  const unfollow = app.store.subscribe(follow)
  return () => {
    unfollow()
    wanted = undefined
    if (shown !== undefined) remove(true)
  }
}
