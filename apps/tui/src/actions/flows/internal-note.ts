import type { Issue, ProjectDetail } from '@mmd/jira-api'
import type { AddCommentOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { AppError } from '../../config/app-error.ts'
import { presentError } from '../../present-error.ts'
import { authored } from '../../session/authored.ts'
import type { TextAreaModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { forgetWritten, performWritten } from './bulk/keep-until-begun.ts'
import { openBulk, problemRow, rowsOf } from './bulk/open-bulk.ts'
import { commentsOn, helpFor, specimens } from './comment.ts'
import { formDrafts } from './forms/draft-names.ts'
import { whenUndisturbed } from './perform.ts'
import { subjectOf } from './plan/pick-known.ts'
import { type StaysSaid, staysSaid } from './rights.ts'
import { titleOf } from './write-change.ts'
import { writeText } from './write-text.ts'

const isDesk = (detail: unknown): boolean => (detail as ProjectDetail).kind === 'service_desk'

/** Those of service desks, where a note stays among agents; undefined: the copy does not know. */
const knownDesks = (session: SiteSession, issues: readonly Issue[]): readonly Issue[] | undefined => {
  const details = issues.map(({ key, project }) =>
    ownerOf(session, key).session.replica.catalogue(`project:${project.key}`),
  )
  return details.includes(undefined) ? undefined : issues.filter((_, at) => isDesk(details[at]))
}

/** The same by the word of the sites, each project asked for once. Throws what a site says. */
const askForDesks = async (session: SiteSession, issues: readonly Issue[]): Promise<readonly Issue[]> => {
  const answers = new Map<string, Promise<unknown>>()
  const details = await Promise.all(
    issues.map(({ key, project }) => {
      const owner = ownerOf(session, key).session
      const catalogue = `project:${project.key}`
      const name = `${owner.site.name}/${catalogue}`
      const answer =
        answers.get(name) ?? Promise.resolve(owner.replica.catalogue(catalogue) ?? owner.catalogue(catalogue))
      answers.set(name, answer)
      return answer
    }),
  )
  return issues.filter((_, at) => isDesk(details[at]))
}

const noDesk = ({ project }: Issue): string =>
  `${project.key} is no service desk: a note there would be read by everybody`

const noneIsDesk = (issues: readonly Issue[]): string => {
  const [first, ...others] = issues
  const isOne = first !== undefined && others.every(({ project }) => project.key === first.project.key)
  return isOne ? noDesk(first) : 'None of these is of a service desk: notes would be read by everybody'
}

interface Noting {
  readonly app: App
  readonly session: SiteSession
  readonly issues: readonly Issue[]
  readonly draft: string
}

/** What becomes of each issue when only some of them are of service desks. */
const openNotePlan = ({ app, session, issues, draft }: Noting, operations: readonly AddCommentOperation[]): void => {
  const done = 'noted internally'
  const doable = new Map(rowsOf(session, operations).map((row) => [row.key, row]))
  const rows = issues.map((issue) => doable.get(issue.key) ?? problemRow(issue.key, noDesk(issue)))
  openBulk({
    app,
    session,
    title: titleOf(operations, done),
    done,
    rows,
    onBegin: () => forgetWritten(session, { draft }),
  })
}

type Words = Pick<TextAreaModal, 'title' | 'help' | 'error'>

const keys = 'Ctrl-S sends · Esc keeps the draft · Markdown'

/** What the area says. `desks` undefined: the site was asked which of the issues are of service desks. */
const wordsOf = (
  { session, issues }: Noting,
  { lines }: StaysSaid,
  desks: readonly Issue[] | undefined,
): Omit<Words, 'error'> => {
  const left = desks === undefined ? 0 : issues.length - desks.length
  const who = desks === undefined ? 'Asking who would read it' : 'Customers do not see it'
  return {
    title: `Internal note on ${subjectOf(desks ?? issues)}`,
    help: [
      ...lines,
      `${who} · ${keys}`,
      left === 0
        ? helpFor(session)
        : `${left} of the ${issues.length} are of no service desk, and are left as they are`,
    ],
  }
}

/**
 * Opens a text area for a note that customers of a service desk do not see; elsewhere everybody would read it. Where the site has
 * to be asked first one writes meanwhile, and nothing is sent before it has answered.
 */
export const openInternalNote = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const known = knownDesks(session, issues)
  if (known?.length === 0) return app.toast('warn', noneIsDesk(issues))
  const [first] = issues
  const draft = issues.length === 1 ? `note/${first?.key}` : formDrafts.several('note', issues)
  const noting: Noting = { app, session, issues, draft }
  const stays = staysSaid(session, specimens(session, known ?? issues))
  let asked = known === undefined ? askForDesks(session, issues) : Promise.resolve(known)
  // Loaded while one types, so that sending waits for nothing.
  void authored('', session.site.deployment)
  const modal = writeText(app, session, {
    ...wordsOf(noting, stays, known),
    draft,
    onSubmit: async (typed) => {
      // It is no longer in the area, and the answer may take its time.
      session.replica.putDraft(draft, typed)
      const desks = await asked.catch(() => {
        asked = askForDesks(session, issues)
        return asked
      })
      if (desks.length === 0) throw new AppError('bad-value', noneIsDesk(issues), '')
      const operations = await commentsOn(session, desks, typed, { internal: true })
      if (desks.length < issues.length) whenUndisturbed(app, session, () => openNotePlan(noting, operations))
      else performWritten(app, session, { draft, typed, said: stays.said }, operations, 'noted internally')
    },
  })
  if (known !== undefined) return
  const say = (words: Partial<Words>): void =>
    app.store.update((state) => changeModal(state, modal, 'text-area', (area) => ({ ...area, ...words })))
  const sayRefused = (error: string): void => say({ help: ['Nothing is sent · Esc keeps the draft'], error })
  asked.then(
    (desks) => (desks.length === 0 ? sayRefused(noneIsDesk(issues)) : say(wordsOf(noting, stays, desks))),
    (error: unknown) => say({ error: presentError(error, { site: session.site.name }).what }),
  )
}
