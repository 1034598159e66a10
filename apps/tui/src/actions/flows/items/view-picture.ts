import type { Attachment } from '@mmd/jira-api/model'
import type { App } from '../../../app/app.ts'
import { isOnScreen } from '../../../app/members.ts'
import type { MadePicture, PictureJob } from '../../../images/graphics/make-picture.ts'
import type { Ability } from '../../../images/graphics/ways.ts'
import { fileItem } from '../../../screens/issue/item.ts'
import { sizeWords } from '../../../screens/issue/size-words.ts'
import type { DrawnPicture, PictureModal } from '../../../state/picture-modal.ts'
import { fetchApart, openAttachment, saveAttachment } from './attachments.ts'
import { goToItem } from './cursor.ts'
import type { ItemPlace } from './on-item.ts'

/** Pixels across and down that are kept for half blocks, two in a cell; larger screens show the picture at this size. */
const blockRoom = { width: 400, height: 480 }

/** Files beyond this take so long that it is said, bytes. */
const large = 1024 * 1024

interface Maker {
  readonly ability: () => Promise<Ability>
  readonly make: (job: PictureJob) => Promise<MadePicture>
}

/** For surroundings without a terminal of their own. */
const withoutTerminal: Maker = {
  ability: async () => ({ way: 'blocks', cell: { width: 1, height: 2 } }),
  make: async (job) => (await import('../../../images/graphics/make-picture.ts')).makePicture(job),
}

/** Shows an attached picture in the terminal, on demand alone and only of a size that is safe. */
export const viewPicture = async (app: App, place: ItemPlace, attachment: Attachment): Promise<void> => {
  const { config, modals } = app.store.get()
  const below = modals.at(-1)?.id
  if (config.images === 'off') return app.toast('info', 'Pictures are switched off here · Enter opens it')
  // What is called otherwise is not fetched for nothing.
  if (!isPicture(attachment)) return app.toast('info', 'Only PNG, JPEG and GIF are shown here · Enter opens it')
  const mostBytes = config.limits.image * 1024 * 1024
  if (attachment.size > mostBytes)
    return app.toast('warn', `${attachment.filename} is too large to be shown here · Enter opens it`)
  // What unpacks pictures is loaded with the first one.
  const graphics = (await app.shell.graphics?.(app)) ?? withoutTerminal
  // The terminal answers while the file is fetched.
  const [ability, path] = await Promise.all([graphics.ability(), fetchApart(app, place, attachment)])
  if (path === undefined) return
  if (ability.way === 'off') return app.toast('info', 'Pictures are switched off here · Enter opens it')
  const { PictureProblem } = await import('../../../images/pixels.ts')
  try {
    if (attachment.size > large) app.toast('info', `Drawing ${attachment.filename}…`)
    const { job, drawn } = await planOf(app, ability, { path, mostBytes })
    const made = await graphics.make(job)
    const { width, height } = made.source
    // Nothing opens over what somebody turned to meanwhile.
    if (app.store.get().modals.at(-1)?.id !== below || !isOnScreen(app, place.session))
      return app.toast('info', `${attachment.filename} is here now · v on it shows it`)
    app.open({
      kind: 'picture',
      title: attachment.filename,
      about: `${width} × ${height} · ${sizeWords(attachment.size)}`,
      source: made.source,
      drawn: drawn ?? { by: 'blocks', pixels: { ...made.size, rgba: made.data } },
      onOpen: () => void openAttachment(app, place, attachment),
      onSave: () => saveAttachment(app, place, attachment),
      ...stepping(app, place, attachment),
    })
  } catch (error) {
    if (error instanceof PictureProblem) app.toast('warn', `${error.message} · Enter opens it`)
    else app.fail(error, place.session.site)
  }
}

/** Pictures by what the site, or else the name, says they are; whether they can be shown is seen then. */
const isPicture = ({ mimeType, filename }: Attachment): boolean =>
  /^image\/(?:png|jpe?g|gif)/i.test(mimeType) || /\.(?:png|jpe?g|gif)$/i.test(filename)

/** The way to the other pictures, from the last one to the first. */
const stepping = (app: App, place: ItemPlace, { id }: Attachment): Pick<PictureModal, 'onStep'> => {
  const files = (place.session.replica.detail(place.key)?.detail?.attachments ?? []).filter(
    (file) => file.id === id || isPicture(file),
  )
  if (files.length < 2) return {}
  const at = files.findIndex((file) => file.id === id)
  return {
    onStep: (by) => {
      const next = files.at((at + by) % files.length)
      if (next === undefined) return
      goToItem(app, fileItem(next).id)
      void viewPicture(app, place, next).catch((error: unknown) => app.fail(error, place.session.site))
    },
  }
}

interface Plan {
  readonly job: PictureJob
  /** Absent: by half blocks, of the pixels that the job gives. */
  readonly drawn?: DrawnPicture
}

const planOf = async (
  app: App,
  { way, cell }: Ability,
  file: { readonly path: string; readonly mostBytes: number },
): Promise<Plan> => {
  if (way === 'blocks' || way === 'off') return { job: { ...file, way: 'blocks', room: blockRoom } }
  const { terminalJob } = await import('../../../images/graphics/keep-picture.ts')
  const drawn = { by: 'terminal', way, cell, ...file } as const
  return { job: terminalJob(drawn, app.store.get().size), drawn }
}
