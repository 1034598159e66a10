import { type Attachment, isJiraApiError } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import { sizeWords } from '../../../screens/issue/size-words.ts'
import { changeModal } from '../../../state/state.ts'
import type { ItemPlace } from './on-item.ts'

type Target = Parameters<SiteSession['client']['downloadAttachment']>[1]

const progressLine = (done: number, total: number): string =>
  total > 0 ? `${sizeWords(done)} of ${sizeWords(total)}` : sizeWords(done)

/**
 * Fetches a file, with a dialog that says how far it is and whose Esc stops it. Gives where it lies; undefined when it was
 * stopped. Throws what the site and the disk say.
 */
export const download = async (
  app: App,
  { session }: ItemPlace,
  attachment: Attachment,
  target: Target,
): Promise<string | undefined> => {
  const abort = new AbortController()
  const modal = app.open({
    kind: 'message',
    title: attachment.filename,
    tone: 'info',
    busy: { cancel: () => abort.abort() },
    lines: [progressLine(0, attachment.size)],
    top: 0,
  })
  try {
    const { path } = await session.client.downloadAttachment(attachment, target, {
      signal: abort.signal,
      onProgress: ({ done, total }) =>
        app.store.update((state) =>
          changeModal(state, modal, 'message', (message) => ({ ...message, lines: [progressLine(done, total)] })),
        ),
    })
    return path
  } catch (error) {
    if (abort.signal.aborted || isJiraApiError(error, 'cancelled')) return undefined
    throw error
  } finally {
    app.close(modal)
  }
}
