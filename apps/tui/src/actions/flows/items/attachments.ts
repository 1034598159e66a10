import { type Attachment, safeFileName } from '@mmd/jira-api/model'
import type { App } from '../../../app/app.ts'
import { bufferOf } from '../../../input/text-edit.ts'
import { fileTrouble } from '../../../session/file-trouble.ts'
import { performAll } from '../perform.ts'
import { download } from './download.ts'
import type { ItemPlace } from './on-item.ts'

/** Endings of what a system may run when it is opened: such a file of a stranger is only saved. */
const runnable =
  /\.(?:app|appimage|bat|chm|cmd|com|command|cpl|desktop|exe|gadget|hta|inf|jar|js|jse|lnk|msc|msi|msp|pif|pkg|ps1|py|rb|reg|run|scf|scr|sh|sys|terminal|url|vb|vbe|vbs|webloc|workflow|ws|wsf|wsh)$/i

/** Files that were fetched in this run, by their site and id. */
const fetched = new Map<string, string>()

/** Fetches the file into a folder that only this person can read, and opens it with the system's own program. */
export const openAttachment = async (app: App, place: ItemPlace, attachment: Attachment): Promise<void> => {
  const name = safeFileName(attachment.filename)
  if (runnable.test(name)) return app.toast('warn', `${name} is a program: it is not opened from here · s saves it`)
  const path = await fetchApart(app, place, attachment)
  if (path === undefined) return
  if (await app.shell.openFile(path)) app.toast('info', `Opened ${name}`)
  else app.toast('warn', `No program could be started; the file is ${path}`)
}

/** Fetches the file, once in a run, into a folder of its own; undefined when that failed, which is said, or was stopped. */
export const fetchApart = async (app: App, place: ItemPlace, attachment: Attachment): Promise<string | undefined> => {
  const id = `${place.session.site.baseUrl} ${attachment.id}`
  const known = fetched.get(id)
  const name = safeFileName(attachment.filename)
  const [{ access, mkdtemp }, { tmpdir }, path] = await Promise.all([
    import('node:fs/promises'),
    import('node:os'),
    import('node:path'),
  ])
  // Somebody may have tidied up meanwhile.
  const isThere =
    known !== undefined &&
    (await access(known).then(
      () => true,
      () => false,
    ))
  if (isThere) return known
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'mmd-tui-'))
    const saved = await download(app, place, attachment, { folder, name })
    if (saved !== undefined) fetched.set(id, saved)
    return saved
  } catch (error) {
    sayTrouble(app, place, error, name)
    return undefined
  }
}

const sayTrouble = (app: App, { session }: ItemPlace, error: unknown, what: string): void => {
  const trouble = fileTrouble(error)
  if (trouble === undefined) app.fail(error, session.site)
  else app.toast('bad', `${what} ${trouble}`)
}

interface Typed {
  readonly text: string
  readonly error: string
}

/** Asks for a path and saves the file there; never over another one. */
export const saveAttachment = (app: App, place: ItemPlace, attachment: Attachment, again?: Typed): void => {
  app.open({
    kind: 'prompt',
    title: `Save ${attachment.filename}`,
    help: ['A file, or a folder that is there; ~ is your home. Nothing is written over.'],
    buffer: bufferOf(again?.text ?? `~/${safeFileName(attachment.filename)}`),
    masked: false,
    error: again?.error ?? null,
    hints: { enter: 'saves it', esc: 'closes' },
    onSubmit: (text) =>
      void save(app, place, attachment, text).catch((error: unknown) => app.fail(error, place.session.site)),
  })
}

const save = async (app: App, place: ItemPlace, attachment: Attachment, text: string): Promise<void> => {
  const [{ stat }, { homedir }, { expandHome }] = await Promise.all([
    import('node:fs/promises'),
    import('node:os'),
    import('../../../app/sites/home-path.ts'),
  ])
  if (text.trim() === '') return saveAttachment(app, place, attachment, { text, error: 'A path is needed' })
  const path = expandHome(text, homedir())
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  try {
    const target = isFolder ? { folder: path, name: safeFileName(attachment.filename) } : { path }
    const saved = await download(app, place, attachment, target)
    if (saved !== undefined) app.toast('good', `Saved ${saved}`)
  } catch (error) {
    const trouble = fileTrouble(error)
    if (trouble === undefined) throw error
    saveAttachment(app, place, attachment, { text, error: `That ${trouble}: name another place` })
  }
}

/** There is no way back, which is said before. */
export const deleteAttachment = (app: App, { session, key }: ItemPlace, attachment: Attachment): void =>
  performAll(app, session, [{ kind: 'delete-attachment', key, attachment }], `without ${attachment.filename}`)
