import type { Attachment } from '@mmd/jira-api/model'
import type { App } from '../../../app/app.ts'
import { sizeWords } from '../../../screens/issue/size-words.ts'
import { fetchApart } from './attachments.ts'
import type { ItemPlace } from './on-item.ts'

/** Cells across and down for which a picture is kept; larger screens show it at this size. */
const most = { columns: 400, rows: 240 }

/** Shows an attached picture in the terminal, on demand alone and only of a size that is safe. */
export const viewPicture = async (app: App, place: ItemPlace, attachment: Attachment): Promise<void> => {
  // What unpacks pictures is loaded with the first one.
  const [{ readPicture }, { mostBytes, PictureProblem, shrink }] = await Promise.all([
    import('../../../images/read-picture.ts'),
    import('../../../images/pixels.ts'),
  ])
  if (attachment.size > mostBytes)
    return app.toast('warn', `${attachment.filename} is too large to be shown here · Enter opens it`)
  const path = await fetchApart(app, place, attachment)
  if (path === undefined) return
  try {
    const picture = await readPicture(path)
    const about = `${picture.width} × ${picture.height} · ${sizeWords(attachment.size)}`
    app.open({ kind: 'picture', title: attachment.filename, about, ...shrink(picture, most.columns, most.rows) })
  } catch (error) {
    if (error instanceof PictureProblem) app.toast('warn', `${error.message} · Enter opens it`)
    else app.fail(error, place.session.site)
  }
}
