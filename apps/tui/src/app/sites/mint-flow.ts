import type { SignInPorts } from '@mmd/auth'
import { bufferOf } from '../../input/text-edit.ts'
import { presentError, screenHint } from '../../present-error.ts'
import type { MintWish } from '../app.ts'
import { mintToken } from '../sign-in/finish.ts'
import { daysHelp, parseDays, suggestTokenName, usualDays } from './mint-words.ts'
import { reloadLists } from './site-list.ts'
import type { Task } from './tasks.ts'

/** Makes a personal access token with the sign-in of the site, which is signed in to with it from then on. */
export const startMint = (task: Task): void => askName(task, suggestTokenName(), usualDays)

const askName = (task: Task, name: string, days: string): void =>
  void task.app.open({
    kind: 'prompt',
    title: `A personal access token for ${task.site.name}`,
    right: '1 of 2',
    help: ['The name under which Jira lists it in your profile, where it can be revoked.'],
    buffer: bufferOf(name),
    masked: false,
    error: null,
    hints: { enter: 'goes on', esc: 'closes' },
    onSubmit: (text) => askDays(task, text.trim() === '' ? suggestTokenName() : text.trim(), days, null),
  })

const askDays = (task: Task, name: string, days: string, error: string | null): void =>
  void task.app.open({
    kind: 'prompt',
    title: 'How many days it works',
    right: '2 of 2',
    help: daysHelp,
    buffer: bufferOf(days),
    masked: false,
    error,
    hints: { enter: 'makes it', esc: 'goes back' },
    onCancel: (text) => askName(task, name, text),
    onSubmit: (text) => {
      const parsed = parseDays(text)
      if ('wrong' in parsed) askDays(task, name, text, parsed.wrong)
      else void make(task, { name, ...parsed })
    },
  })

const make = async (task: Task, wish: MintWish): Promise<void> => {
  const { app, site } = task
  const abort = new AbortController()
  const busy = { cancel: () => abort.abort() }
  const lines = ['Making the token, and signing in with it…']
  const waiting = app.open({ kind: 'message', title: site.name, tone: 'info', lines, top: 0, busy })
  try {
    const saved = await mintHere(task, wish, abort.signal)
    app.close(waiting)
    if (abort.signal.aborted) return
    await app.siteChanged(saved, { afresh: true })
    app.toast('good', `Made “${wish.name}”: ${site.name} is signed in to with it now`)
    reloadLists(app)
  } catch (error) {
    app.close(waiting)
    if (abort.signal.aborted) return
    const { what, hint, code } = presentError(error, { site: site.name })
    if (code === 'sign-in-needed') app.signIn(site, { stays: true, mint: wish })
    else askDays(task, wish.name, wish.days === undefined ? '' : String(wish.days), `${what}${screenHint(hint)}`)
  }
}

const mintHere = async ({ surroundings, site }: Task, wish: MintWish, signal: AbortSignal) => {
  const [{ openSecrets }, session] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/sign-in.ts'),
  ])
  const { own } = surroundings
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const transport = await session.siteTransport(own, site, secrets)
  const ports: SignInPorts = {
    secrets,
    openBrowser: async () => false,
    findBrowser: async () => undefined,
    ask: async () => undefined,
    report: () => undefined,
    verify: session.createVerify(own, site, transport),
  }
  return mintToken(surroundings, { site, ports, transport, signal }, wish)
}
