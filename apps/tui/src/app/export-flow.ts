import { writeFile } from 'node:fs/promises'
import type { Secret, Site } from '@mmd/auth'
import { bufferOf } from '../input/text-edit.ts'
import { screenWords } from '../present-error.ts'
import { methodFacts } from '../session/method-facts.ts'
import { findView } from '../session/views.ts'
import type { ModalKey } from '../state/modal.ts'
import { expandHome } from './sites/home-path.ts'
import type { Task } from './sites/tasks.ts'

/** What was answered so far; going back keeps it. */
interface Draft {
  readonly note: string
  readonly passphrase: string
  readonly path: string
}

interface Question {
  readonly title: string
  readonly step: number
  readonly help: readonly string[]
  readonly value: string
  readonly masked?: boolean
  readonly error: string | null
  readonly enter?: string
  readonly onSubmit: (text: string) => void
  readonly onCancel?: (text: string) => void
}

const ask = ({ app, site }: Task, question: Question): void => {
  const { title, step, help, value, masked = false, error, enter = 'goes on', onSubmit, onCancel } = question
  app.open({
    kind: 'prompt',
    title: `Invite to ${site.name}: ${title}`,
    right: `${step} of 4`,
    help,
    buffer: bufferOf(value),
    masked,
    error,
    hints: { enter, esc: onCancel === undefined ? 'closes' : 'goes back' },
    onSubmit,
    ...(onCancel === undefined ? {} : { onCancel }),
  })
}

/** True when everybody who signs in to the site shares a secret, which then has to be sealed. */
const sharesSecret = ({ method }: Site): boolean => methodFacts[method].usesClient || method === 'oauth1'

/** Writes an invite to the site: asks for a line to colleagues, the passphrase twice, and where to put the file. */
export const startExport = (task: Task): void =>
  askNote(task, { note: '', passphrase: '', path: `~/${task.site.name}-invite.json` })

const askNote = (task: Task, draft: Draft): void =>
  ask(task, {
    title: 'a line to colleagues',
    step: 1,
    help: ['Shown to whoever joins. It may stay empty.'],
    value: draft.note,
    error: null,
    onSubmit: (note) => askPassphrase(task, { ...draft, note: note.trim() }, null),
  })

const askPassphrase = (task: Task, draft: Draft, error: string | null): void =>
  ask(task, {
    title: 'passphrase',
    step: 2,
    help: [
      sharesSecret(task.site)
        ? 'Seals the secret in it, and vouches for the rest: at least 8 characters, better four or five words. Tell it in another way than the file.'
        : 'Vouches for the invite: at least 8 characters. Left empty, nothing does, and whoever joins is told so.',
    ],
    value: draft.passphrase,
    masked: true,
    error,
    onCancel: (passphrase) => askNote(task, { ...draft, passphrase }),
    onSubmit: (passphrase) => {
      const characters = Array.from(passphrase.normalize('NFKC').trim()).length
      const mayBeEmpty = !sharesSecret(task.site) && passphrase === ''
      const next = { ...draft, passphrase }
      if (mayBeEmpty) askPath(task, next, null)
      else if (characters < 8) askPassphrase(task, next, 'The passphrase of an invite needs at least 8 characters')
      else askAgain(task, next)
    },
  })

const askAgain = (task: Task, draft: Draft): void =>
  ask(task, {
    title: 'passphrase again',
    step: 3,
    help: ['Once more, so that no slip of a finger keeps everybody out.'],
    value: '',
    masked: true,
    error: null,
    onCancel: () => askPassphrase(task, draft, null),
    onSubmit: (again) => {
      if (again === draft.passphrase) askPath(task, draft, null)
      else askPassphrase(task, { ...draft, passphrase: '' }, 'The two were not the same: type it again')
    },
  })

const askPath = (task: Task, draft: Draft, error: string | null): void =>
  ask(task, {
    title: 'file',
    step: 4,
    help: ['Where the invite is written; a file that lies there already is left alone.'],
    value: draft.path,
    error,
    enter: 'writes it',
    onCancel: (path) => askPassphrase(task, { ...draft, path }, null),
    onSubmit: (path) => void write(task, { ...draft, path: path.trim() }),
  })

/** The secret that those who join need too. */
const sharedSecret = async ({ surroundings, site }: Task): Promise<Secret | undefined> => {
  if (!sharesSecret(site)) return undefined
  const [{ openSecrets }, { Secret: Wrapped, secretKeys }] = await Promise.all([
    import('../session/open-book.ts'),
    import('../session/site-setup.ts'),
  ])
  const { clientSecret, privateKey } = secretKeys(site.name)
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const text = await secrets.get(site.method === 'oauth1' ? privateKey : clientSecret)
  return text === undefined ? undefined : new Wrapped(text)
}

/** A view of one's own may be a filter that others cannot see: only what every site has goes along. */
const suggestedViews = ({ defaultView }: Site): readonly { readonly name: string; readonly jql: string }[] => {
  const view = defaultView === undefined ? undefined : findView(defaultView)
  return view === undefined ? [] : [{ name: view.title, jql: view.jql }]
}

const write = async (task: Task, draft: Draft): Promise<void> => {
  const { app, surroundings, site } = task
  if (draft.path === '') return askPath(task, draft, 'This cannot be empty')
  const path = expandHome(draft.path, surroundings.own.programs.env['HOME'])
  const busy = { cancel: () => undefined }
  const waiting = app.open({ kind: 'message', title: 'Invite', tone: 'info', lines: ['Sealing it…'], top: 0, busy })
  try {
    const { createInvite } = await import('../session/site-setup.ts')
    const secret = await sharedSecret(task)
    const { note, passphrase } = draft
    const text = await createInvite({
      site,
      views: suggestedViews(site),
      now: app.shell.now(),
      ...(secret === undefined ? {} : { secret }),
      ...(passphrase === '' ? {} : { passphrase }),
      ...(note === '' ? {} : { note }),
    })
    await writeFile(path, text, { mode: 0o600, flag: 'wx' })
    app.close(waiting)
    sayWritten(task, path, passphrase !== '')
  } catch (error) {
    app.close(waiting)
    askPath(task, draft, wordsFor(error))
  }
}

const wordsFor = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EEXIST') return 'A file lies there already: take another name'
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return `The file cannot be written (${code})`
  return screenWords(error)
}

const sayWritten = ({ app, site }: Task, path: string, isSealed: boolean): void => {
  const copy: ModalKey = {
    chord: 'y',
    label: 'copy the path',
    run: () => {
      app.shell.copy(path)
      app.toast('good', 'The path is on the clipboard')
    },
  }
  app.open({
    kind: 'message',
    title: `Invite to ${site.name}`,
    tone: 'info',
    lines: [
      `Written to ${path}`,
      '',
      ...(isSealed
        ? ['Send the file, and tell the passphrase in another way.']
        : ['It is not sealed: nothing secret is in it, and nothing vouches for it.']),
      'Colleagues take “Join with an invite” on the first screen, or run: mmd-tui site join FILE',
    ],
    top: 0,
    keys: [copy],
  })
}
