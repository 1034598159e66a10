import type { Issue, ProjectDetail, User } from '@mmd/jira-api'
import type { StoredText } from '@mmd/jira-api/model'
import type { AddCommentOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { authored } from '../../session/authored.ts'
import { forgetWritten, performWritten } from './bulk/keep-until-begun.ts'
import { openBulk, problemRow, rowsOf } from './bulk/open-bulk.ts'
import { commentDraft } from './drafts.ts'
import { formDrafts } from './forms/draft-names.ts'
import { subjectOf } from './plan/pick-known.ts'
import { staysSaid } from './rights.ts'
import { titleOf } from './write-change.ts'
import { plainTextHelp, textHelp, writeText } from './write-text.ts'

/** Who is signed in, as rows show it. */
export const myself = ({ site }: SiteSession): User => ({
  id: site.user?.id ?? '',
  name: site.user?.name ?? 'me',
  active: true,
})
/** Whether the project of an issue is a service desk: only there a note stays among agents. Throws what the site says. */
const isOfServiceDesk = async ({ replica, catalogue }: SiteSession, project: string): Promise<boolean> => {
  const name = `project:${project}`
  const detail = (replica.catalogue(name) ?? (await catalogue(name))) as ProjectDetail
  return detail.kind === 'service_desk'
}

/** Whether it is one, as far as it can be told without asking. */
const isKnownDesk = (session: SiteSession, { key, project }: Issue): boolean => {
  const { replica } = ownerOf(session, key).session
  const detail = replica.catalogue(`project:${project.key}`) as ProjectDetail | undefined
  return project.serviceDesk === true || detail?.kind === 'service_desk'
}

/** The same text on each of the issues, as its site keeps texts. */
const commentsOn = async (
  session: SiteSession,
  issues: readonly Issue[],
  typed: string,
  more: Pick<AddCommentOperation, 'internal'> = {},
): Promise<readonly AddCommentOperation[]> => {
  const bodies = new Map<string, Promise<StoredText>>()
  return await Promise.all(
    issues.map(async ({ key }): Promise<AddCommentOperation> => {
      const owner = ownerOf(session, key).session
      const { deployment } = owner.site
      const body = bodies.get(deployment) ?? authored(typed, deployment)
      bodies.set(deployment, body)
      return { kind: 'add-comment', key, body: await body, typed, author: myself(owner), ...more }
    }),
  )
}

/** What could be said of comments on these before they are written. */
const specimens = (session: SiteSession, issues: readonly Issue[]): readonly AddCommentOperation[] =>
  issues.map(({ key }) => ({
    kind: 'add-comment',
    key,
    body: { format: 'wiki', source: '' },
    typed: '',
    author: myself(ownerOf(session, key).session),
  }))

/** Who reads it besides those who work on the issues. */
const customersSee = (session: SiteSession, issues: readonly Issue[]): string => {
  const count = issues.filter((issue) => isKnownDesk(session, issue)).length
  if (count === 0) return ''
  if (issues.length === 1) return 'The customer sees it · '
  return count === issues.length ? 'Customers see it · ' : `Customers see it on ${count} of them · `
}

/** The second line of help: people and issues of one site mean nothing on another. */
const helpFor = ({ members }: SiteSession): string => (members === undefined ? textHelp : plainTextHelp)

/** Opens a text area for a comment, the same on each of the issues. What was typed before and not sent is still there. */
export const openComment = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const draft = issues.length === 1 ? commentDraft(issues[0]?.key ?? '') : formDrafts.several('comment', issues)
  // Loaded while one types, so that sending waits for nothing.
  void authored('', session.site.deployment)
  const stays = staysSaid(session, specimens(session, issues))
  writeText(app, session, {
    title: `Comment on ${subjectOf(issues)}`,
    help: [
      ...stays.lines,
      `${customersSee(session, issues)}Ctrl-S sends · Esc keeps the draft · Markdown`,
      helpFor(session),
    ],
    draft,
    onSubmit: async (typed) => {
      const operations = await commentsOn(session, issues, typed)
      performWritten(app, session, { draft, typed, said: stays.said }, operations, 'commented')
    },
  })
}

/** The issues of service desks, each project asked for once. Throws what the site says. */
const ofServiceDesks = async (session: SiteSession, issues: readonly Issue[]): Promise<readonly Issue[]> => {
  const answers = new Map<string, Promise<boolean>>()
  const isDesk = await Promise.all(
    issues.map(({ key, project }) => {
      const owner = ownerOf(session, key).session
      const name = `${owner.site.name}/${project.key}`
      const answer = answers.get(name) ?? isOfServiceDesk(owner, project.key)
      answers.set(name, answer)
      return answer
    }),
  )
  return issues.filter((_, at) => isDesk[at])
}

const noDesk = ({ project }: Issue): string =>
  `${project.key} is no service desk: a note there would be read by everybody`

/** What becomes of each issue when only some of them are of service desks. */
const openNotePlan = (
  { app, session, issues, draft }: Noting,
  operations: readonly AddCommentOperation[],
  typed: string,
): void => {
  const done = 'noted internally'
  const doable = new Map(rowsOf(session, operations).map((row) => [row.key, row]))
  const rows = issues.map((issue) => doable.get(issue.key) ?? problemRow(issue.key, noDesk(issue)))
  session.replica.putDraft(draft, typed)
  openBulk({
    app,
    session,
    title: titleOf(operations, done),
    done,
    rows,
    onBegin: () => forgetWritten(session, { draft }),
  })
}

interface Noting {
  readonly app: App
  readonly session: SiteSession
  readonly issues: readonly Issue[]
  readonly draft: string
}

/** Opens a text area for a note that customers of a service desk do not see; elsewhere everybody would read it. */
export const openInternalNote = async (app: App, session: SiteSession, issues: readonly Issue[]): Promise<void> => {
  const desks = await ofServiceDesks(session, issues).catch((error: unknown) => app.fail(error, session.site))
  const [first] = issues
  if (desks === undefined || first === undefined) return
  if (desks.length === 0) {
    const isOne = new Set(issues.map(({ project }) => project.key)).size === 1
    return app.toast(
      'warn',
      isOne ? noDesk(first) : 'None of these is of a service desk: notes would be read by everybody',
    )
  }
  const draft = issues.length === 1 ? `note/${first.key}` : formDrafts.several('note', issues)
  const left = issues.length - desks.length
  void authored('', session.site.deployment)
  const stays = staysSaid(session, specimens(session, desks))
  writeText(app, session, {
    title: `Internal note on ${subjectOf(desks)}`,
    help: [
      ...stays.lines,
      `Customers do not see it · Ctrl-S sends · Esc keeps the draft · Markdown`,
      left === 0
        ? helpFor(session)
        : `${left} of the ${issues.length} are of no service desk, and are left as they are`,
    ],
    draft,
    onSubmit: async (typed) => {
      const operations = await commentsOn(session, desks, typed, { internal: true })
      if (left === 0) performWritten(app, session, { draft, typed, said: stays.said }, operations, 'noted internally')
      else openNotePlan({ app, session, issues, draft }, operations, typed)
    },
  })
}
