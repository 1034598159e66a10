import type { BadgeColour, SignInMethod, Site } from '@mmd/auth'
import { bufferOf } from '../../input/text-edit.ts'
import { screenWords } from '../../present-error.ts'
import type { MenuItem } from '../../state/modal.ts'
import { badgeColours } from '../../theme/badge.ts'
import type { App } from '../app.ts'
import type { Surroundings } from '../surroundings.ts'
import {
  type AddStep,
  type Answers,
  describeFound,
  firstMethod,
  isMinted,
  neighbour,
  stepsFor,
  type TextStep,
  toSite,
} from './answers.ts'
import { showConsumerKey } from './consumer-key.ts'
import { methodOffers, tokenOffers } from './method-offers.ts'
import { parseDays, suggestTokenName } from './mint-words.ts'
import { reloadLists } from './site-list.ts'
import { textQuestion } from './text-questions.ts'

/** What the steps of adding a site work with. */
export interface Wizard {
  readonly app: App
  readonly surroundings: Surroundings
  /** The first step, with what is wrong with the address. */
  readonly askAddress: (answers: Answers, error: string | null) => void
  readonly onSaved: () => void
}

/** `3 of 7`: the steps that are to come are known once a method is chosen. */
const position = (answers: Answers, step: AddStep): string => {
  if (answers.method === null) return ''
  const steps = stepsFor(answers)
  return `${steps.indexOf(step) + 1} of ${steps.length}`
}

/** Asks what this step is about. */
export const showStep = (wizard: Wizard, answers: Answers, step: AddStep, error: string | null = null): void => {
  if (step === 'address') wizard.askAddress(answers, error)
  else if (step === 'method') askMethod(wizard, answers)
  else if (step === 'token') askTokenSource(wizard, answers)
  else if (step === 'badge') askBadge(wizard, answers)
  else if (step === 'name' && answers.name === '') void suggestName(wizard, answers)
  else askText(wizard, answers, step, error)
}

const goBack = (wizard: Wizard, answers: Answers, step: AddStep): void =>
  showStep(wizard, answers, neighbour(answers, step, -1) ?? 'address')

const goOn = (wizard: Wizard, answers: Answers, step: AddStep): void => {
  const next = neighbour(answers, step, 1)
  if (next === undefined) void save(wizard, answers)
  else showStep(wizard, answers, next)
}

const askMenu = (
  wizard: Wizard,
  answers: Answers,
  step: 'method' | 'token' | 'badge',
  menu: { readonly title: string; readonly items: readonly MenuItem[]; readonly chosen: string | null },
  take: (id: string) => Answers,
): void =>
  void wizard.app.open({
    kind: 'menu',
    title: menu.title,
    right: position(answers, step),
    intro: [],
    tone: 'info',
    items: menu.items,
    cursor: Math.max(
      0,
      menu.items.findIndex(({ id }) => id === menu.chosen),
    ),
    onPick: (id) => goOn(wizard, take(id), step),
    onCancel: () => goBack(wizard, answers, step),
  })

const askMethod = (wizard: Wizard, answers: Answers): void => {
  const { found, method } = answers
  if (found === null) return wizard.askAddress(answers, null)
  const menu = { title: `${describeFound(found)}: how to sign in`, items: methodOffers(found), chosen: method }
  askMenu(wizard, answers, 'method', menu, (id) => ({ ...answers, method: id as SignInMethod }))
}

const askTokenSource = (wizard: Wizard, answers: Answers): void => {
  const { found, tokenBy } = answers
  if (found === null) return wizard.askAddress(answers, null)
  const menu = { title: 'Personal access token', items: tokenOffers(found), chosen: tokenBy }
  askMenu(wizard, answers, 'token', menu, (id) => ({ ...answers, tokenBy: id as Answers['tokenBy'] }))
}

const askText = (wizard: Wizard, answers: Answers, step: TextStep, error: string | null): void => {
  const { title, help, masked = false, mayBeEmpty = false, advice, check } = textQuestion(step, answers)
  const taken = (text: string): Answers => ({ ...answers, [step]: text.trim() })
  const wrong = (text: string): string =>
    text.trim() === '' && !mayBeEmpty ? 'This cannot be empty' : (check?.(text.trim()) ?? '')
  wizard.app.open({
    kind: 'prompt',
    title,
    right: position(answers, step),
    help,
    ...(advice === undefined ? {} : { advice }),
    buffer: bufferOf(answers[step]),
    masked,
    error,
    hints: { enter: 'goes on', esc: 'goes back' },
    onSubmit: (text) => {
      const problem = wrong(text)
      if (problem !== '') askText(wizard, taken(text), step, problem)
      else if (step === 'name') void checkName(wizard, taken(text))
      else goOn(wizard, taken(text), step)
    },
    onCancel: (text) => goBack(wizard, taken(text), step),
  })
}

const suggestName = async (wizard: Wizard, answers: Answers): Promise<void> => {
  try {
    const { suggestSiteName } = await import('../../session/site-setup.ts')
    const sites = await wizard.app.shell.listSites()
    const name = suggestSiteName(
      answers.found?.baseUrl ?? '',
      sites.map((site) => site.name),
    )
    const used = new Set(sites.map(({ badge }) => badge))
    const badge = answers.badge ?? badgeColours.find((colour) => !used.has(colour)) ?? null
    askText(wizard, { ...answers, name, badge }, 'name', null)
  } catch (error) {
    wizard.app.fail(error)
  }
}

const checkName = async (wizard: Wizard, answers: Answers): Promise<void> => {
  const { isSiteName } = await import('../../session/site-setup.ts')
  const sites = await wizard.app.shell.listSites().catch(() => [])
  const taken = sites.find(({ name }) => name.toLowerCase() === answers.name.toLowerCase())
  if (taken !== undefined) askText(wizard, answers, 'name', `A site is called “${taken.name}” already`)
  else if (!isSiteName(answers.name)) askText(wizard, answers, 'name', '1 to 32 letters, digits, “-”, “_” or “.”')
  else goOn(wizard, answers, 'name')
}

const noBadge = 'none'

const askBadge = (wizard: Wizard, answers: Answers): void => {
  const items: readonly MenuItem[] = [
    ...badgeColours.map((badge) => ({ id: badge, label: badge, badge })),
    { id: noBadge, label: 'no colour of its own' },
  ]
  const menu = { title: `The colour of ${answers.name}`, items, chosen: answers.badge ?? noBadge }
  askMenu(wizard, answers, 'badge', menu, (id) => ({ ...answers, badge: id === noBadge ? null : (id as BadgeColour) }))
}

const save = async (wizard: Wizard, answers: Answers): Promise<void> => {
  const { app } = wizard
  try {
    const site = await saveAnswers(wizard, answers)
    wizard.onSaved()
    app.toast('good', `Saved ${site.name}`)
    reloadLists(app)
    await signIn(wizard, answers, site)
  } catch (error) {
    askText(wizard, answers, 'name', screenWords(error))
  }
}

const saveAnswers = async ({ surroundings }: Wizard, answers: Answers): Promise<Site> => {
  const [{ openBook, openSecrets }, { saveSite }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/save-site.ts'),
  ])
  const { own } = surroundings
  const { tlsPassphrase, proxyLogin } = answers.network
  const site = toSite(answers)
  const clientSecret = site.oauth2 === undefined ? undefined : answers.clientSecret
  return saveSite(await openBook(own), await openSecrets(own), { site, clientSecret, tlsPassphrase, proxyLogin })
}

const signIn = async ({ app, surroundings }: Wizard, answers: Answers, site: Site): Promise<void> => {
  const parsed = parseDays(answers.days)
  const days = 'days' in parsed ? parsed : {}
  const by = firstMethod(answers) ?? site.method
  const wish = isMinted(answers) ? { mint: { by, name: suggestTokenName(), ...days } } : {}
  if (site.method !== 'oauth1') return app.signIn(site, wish)
  await showConsumerKey(app, surroundings, site, () => app.signIn(site, wish))
}
