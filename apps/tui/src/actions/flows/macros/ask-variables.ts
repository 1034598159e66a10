import type { User } from '@mmd/jira-api/model'
import type { App } from '../../../app/app.ts'
import { ownerOf } from '../../../app/members.ts'
import { bufferOf } from '../../../input/text-edit.ts'
import type { MacroVariable } from '../../../macros/macro.ts'
import { fill, namesUsed } from '../../../macros/variables.ts'
import { pick } from '../pick.ts'
import { pickRemote } from '../remote-items.ts'
import { dayOf, type MacroRun } from './macro-run.ts'

/** What was answered, by the names of the variables. */
export interface Answers {
  readonly texts: Readonly<Record<string, string>>
  /** Who was chosen. */
  readonly people: Readonly<Record<string, User>>
}

/** No program can read the clipboard of every terminal: it is asked for, and pasted. */
const clipboard: MacroVariable = {
  name: 'clipboard',
  ask: 'Paste what is on the clipboard',
  type: 'text',
  choices: [],
  default: '',
}

/** Asks for one variable after the other; Esc leaves, and nothing was done. */
export const askVariables = (run: MacroRun, then: (answers: Answers) => void): void => {
  const { macro } = run
  const isPasted = namesUsed(macro.steps).includes('clipboard')
  const asked = [...macro.variables, ...(isPasted ? [clipboard] : [])]
  const next = (at: number, answers: Answers): void => {
    const variable = asked[at]
    if (variable === undefined) return then(answers)
    const step = asked.length === 1 ? '' : `${at + 1}/${asked.length}`
    const first = fill(variable.default, { ...ownValues(run), ...answers.texts })
    ask({ run, variable, step, first }, (text, person) => {
      const people = person === undefined ? answers.people : { ...answers.people, [variable.name]: person }
      next(at + 1, { texts: { ...answers.texts, [variable.name]: text }, people })
    })
  }
  next(0, { texts: {}, people: {} })
}

/** Variables that have one value for all issues; those of the first one stand for the others in what is offered. */
const ownValues = ({ app, session, issues: [first] }: MacroRun): Readonly<Record<string, string>> => {
  if (first === undefined) return {}
  const owner = ownerOf(session, first.key)
  const me = owner.session.site.user?.name ?? ''
  const { summary, project, reporter } = first
  const today = dayOf(app.shell.now())
  return { me, key: owner.key, summary, project: project.key, reporter: reporter?.name ?? '', today }
}

interface Question {
  readonly run: MacroRun
  readonly variable: MacroVariable
  /** `1/2`, or nothing. */
  readonly step: string
  /** What is there at first. */
  readonly first: string
}

type Then = (text: string, person?: User) => void

const ask = (question: Question, then: Then): void => {
  switch (question.variable.type) {
    case 'choice':
      return askChoice(question, then)
    case 'user':
      return askPerson(question, then)
    case 'text':
    case 'date':
      return askText(question, then)
  }
}

const titleOf = ({ run, variable, step }: Question): string =>
  `${run.macro.name}${step === '' ? '' : ` ${step}`}: ${variable.ask}`

const askChoice = (question: Question, then: Then): void => {
  const { run, variable, first } = question
  const choices = [...variable.choices].sort((a, b) => Number(b === first) - Number(a === first))
  pick(run.app, {
    title: titleOf(question),
    items: choices.map((label) => ({ id: label, label, ...(label === first ? { detail: 'as a rule' } : {}) })),
    onPick: ([id]) => {
      if (id !== undefined) then(id)
    },
  })
}

const askPerson = (question: Question, then: Then): void => {
  const { run, first } = question
  const [issue] = run.issues
  if (issue === undefined) return
  const { session, key } = ownerOf(run.session, issue.key)
  const found = new Map<string, User>()
  pickRemote(run.app, {
    title: titleOf(question),
    placeholder: 'a name',
    search: async (text, signal) => {
      const users = await session.client.assignable({ issueKey: key, text, maxResults: 50 }, { signal })
      for (const user of users) found.set(user.id, user)
      const { user: me } = session.site
      const isFirst = ({ id, name }: User): boolean => [id, name].includes(first) || (first === '' && id === me?.id)
      const sorted = text === '' ? [...users].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a))) : users
      return sorted.map((user) => ({
        id: user.id,
        label: user.name,
        detail: user.id,
        ...(user.active ? {} : { disabled: 'not active' }),
      }))
    },
    onPick: ([id = '']) => {
      const user = found.get(id)
      if (user !== undefined) then(user.name, user)
    },
  })
}

/** `2026-11-22`, `today`, `tomorrow`, `+3`; undefined when it is no day. */
const readDay = (app: App, text: string): string | undefined => {
  const word = text.trim().toLowerCase()
  const ahead = word === 'today' ? 0 : word === 'tomorrow' ? 1 : Number(/^\+(\d{1,3})d?$/.exec(word)?.[1] ?? Number.NaN)
  if (!Number.isNaN(ahead)) {
    const date = new Date(app.shell.now())
    date.setDate(date.getDate() + ahead)
    return dayOf(date.getTime())
  }
  const time = /^\d{4}-\d\d-\d\d$/.test(word) ? Date.parse(`${word}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(word) ? word : undefined
}

const askText = (question: Question, then: Then, typed = question.first, error: string | null = null): void => {
  const { run, variable, step } = question
  const isDate = variable.type === 'date'
  run.app.open({
    kind: 'prompt',
    title: `${run.macro.name}: ${variable.ask}`,
    right: step,
    help: isDate ? ['A date as 2026-12-24, today, tomorrow, or +3 for in three days'] : [],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'goes on', esc: 'closes' },
    onSubmit: (text) => {
      const value = isDate ? readDay(run.app, text) : text.trim()
      if (value === undefined) askText(question, then, text, 'It must be a date')
      else if (value === '') askText(question, then, text, 'It must not be empty')
      else then(value)
    },
  })
}
