import type { FieldInfo, Issue, IssueKey } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../app/app.ts'
import { membersOf } from '../../app/members.ts'
import { speakingOf } from '../../app/speaking-of.ts'
import type { PickerItem } from '../../state/modal.ts'
import { openEditOfSeveral } from './bulk/edit/edit-several.ts'
import { openComment } from './comment.ts'
import { type DraftPlace, placeOfDraft } from './forms/draft-names.ts'
import { openEdit } from './forms/edit.ts'
import { draftFacts } from './forms/form-draft.ts'
import { editInEditor } from './forms/in-editor.ts'
import { goOnWithCreate } from './forms/new-issue.ts'
import { openInternalNote } from './internal-note.ts'
import { editComment, replyTo } from './items/comments.ts'
import { openLogWork } from './log-work.ts'
import { pick } from './pick.ts'
import { chooseTransition } from './status.ts'

/** Something that was begun and not sent. */
interface Begun {
  readonly session: SiteSession
  readonly name: string
  readonly place: DraftPlace
  readonly text: string
}

/** The sites of issues of several ones; none for those of one site. */
const sitesAcross = (place: DraftPlace): readonly string[] =>
  place.kind === 'several'
    ? [...new Set(place.keys.flatMap((key) => (key.includes(':') ? [key.slice(0, key.indexOf(':'))] : [])))]
    : []

/** All that was begun on the sites on screen, and not sent. */
export const begunOf = (session: SiteSession): readonly Begun[] =>
  membersOf(session).flatMap((member) =>
    Object.entries(member.replica.drafts()).flatMap(([name, text]) => {
      const place = placeOfDraft(name)
      return place === undefined || text === ''
        ? []
        : [{ session: sitesAcross(place).length > 0 ? session : member, name, place, text }]
    }),
  )

const titles: Readonly<Record<Exclude<DraftPlace['kind'], 'create' | 'several' | 'edit-several'>, string>> = {
  edit: 'Edit',
  editor: 'Summary and description of',
  comment: 'Comment on',
  note: 'Internal note on',
  worklog: 'Work on',
  transition: 'Status of',
  reply: 'Reply on',
  'edit-comment': 'Comment changed on',
}

const fieldWords = (count: number): string => `${count} field${count === 1 ? '' : 's'}`

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

/** As the copy knows it: without a question the list is there at once. */
const fieldName = ({ replica }: SiteSession, id: string): string => {
  const fields = (replica.catalogue('fields') ?? []) as readonly FieldInfo[]
  return fields.find((field) => field.id === id)?.name ?? id
}

const labelOf = ({ session, place, text }: Begun): string => {
  if (place.kind === 'create') {
    const { summary, fields } = draftFacts(text)
    const above = place.parent === null ? `in ${place.project}` : `of ${place.parent}`
    return `New issue ${above}: ${summary === '' ? fieldWords(fields) : summary}`
  }
  if (place.kind === 'several') return `${titles[place.of]} ${place.keys.length} issues: ${firstLine(text)}`
  if (place.kind === 'edit-several') return `Edit ${place.keys.length} issues: ${fieldName(session, place.field)}`
  const isForm = place.kind === 'edit' || place.kind === 'transition'
  const words = isForm ? fieldWords(draftFacts(text).fields) : firstLine(text)
  return `${titles[place.kind]} ${place.key}: ${words}`
}

const gone = (app: App, key: string): void => app.toast('warn', `${key} could not be opened: the draft is kept`)

/** The issue out of the copy, or fetched. */
const issueOf = async ({ replica }: SiteSession, key: IssueKey): Promise<Issue | undefined> => {
  const known = replica.issue(key)
  if (known !== undefined) return known
  await replica.openIssue(key).catch(() => undefined)
  return replica.issue(key)
}

const goOnWithTransition = async (app: App, session: SiteSession, issue: Issue, id: string): Promise<void> => {
  const way = (await session.transitions(issue.key)).find((one) => one.id === id)
  if (way === undefined) return app.toast('warn', `${issue.key} does not offer this way any more: the draft is kept`)
  chooseTransition({ app, session, issues: [issue] }, [way])
}

const goOnWithComment = async (
  app: App,
  session: SiteSession,
  issue: Issue,
  { kind, id }: Extract<DraftPlace, { kind: 'reply' | 'edit-comment' }>,
): Promise<void> => {
  const known = () => session.replica.detail(issue.key)?.detail?.comments.find((one) => one.id === id)
  if (known() === undefined) await session.replica.openIssue(issue.key).catch(() => undefined)
  const comment = known()
  if (comment === undefined) return gone(app, issue.key)
  const place = { session, key: issue.key, shown: issue.key }
  await (kind === 'reply' ? replyTo(app, place, comment) : editComment(app, place, comment))
}

/** On issues that the copies still have: to fetch each of many would be a request each. */
const goOnWithSeveral = async (
  app: App,
  session: SiteSession,
  place: Extract<DraftPlace, { kind: 'several' | 'edit-several' }>,
): Promise<void> => {
  const { keys } = place
  const sites = sitesAcross(place)
  if (sites.length > 0 && session.members === undefined)
    return app.toast('warn', `It is for issues of ${sites.join(' and ')}: show these together, and go on with it then`)
  const found = keys.flatMap((key) => session.replica.issue(key) ?? [])
  if (found.length < keys.length) return gone(app, `${keys.length - found.length} of ${keys.length} issues`)
  if (place.kind === 'edit-several') await openEditOfSeveral(app, session, found, place)
  else if (place.of === 'comment') openComment(app, session, found)
  else if (place.of === 'note') openInternalNote(app, session, found)
  else openLogWork(app, session, found)
}

const goOn = async (app: App, { session, name, place, text }: Begun): Promise<void> => {
  if (place.kind === 'several' || place.kind === 'edit-several') return goOnWithSeveral(app, session, place)
  if (place.kind === 'create')
    return goOnWithCreate(app, session, { name, ...place, summary: draftFacts(text).summary })
  const issue = await issueOf(session, place.key)
  if (issue === undefined) return gone(app, place.key)
  switch (place.kind) {
    case 'edit':
      return openEdit(app, session, issue)
    case 'editor':
      return editInEditor(app, session, issue)
    case 'comment':
      return openComment(app, session, [issue])
    case 'note':
      return openInternalNote(app, session, [issue])
    case 'worklog':
      return openLogWork(app, session, [issue])
    case 'transition':
      return goOnWithTransition(app, session, issue, place.id)
    case 'reply':
    case 'edit-comment':
      return goOnWithComment(app, session, issue, place)
  }
}

const back = '\u0000back'

/** Everything that was begun and not sent: Enter goes on with it, Ctrl-O throws it away and offers it again. */
export const openDrafts = (app: App, session: SiteSession, thrown?: Begun): void => {
  const begun = new Map(begunOf(session).map((one) => [`${one.session.site.name}/${one.name}`, one]))
  const isOne = session.members === undefined
  const itemOf = (id: string, one: Begun): PickerItem => ({
    id,
    label: labelOf(one),
    ...(isOne ? {} : { detail: one.session.site.name }),
  })
  if (begun.size === 0 && thrown === undefined) return app.toast('info', 'Nothing was begun that is not sent')
  pick(app, {
    title: 'Drafts',
    placeholder: 'Enter goes on with it · Ctrl-O throws it away',
    items: [
      ...(thrown === undefined
        ? []
        : [{ id: back, label: `Bring back “${labelOf(thrown)}”`, detail: 'thrown away just now' }]),
      ...[...begun].map(([id, one]) => itemOf(id, one)),
    ],
    onMore: (id) => {
      const one = begun.get(id)
      if (one === undefined) return openDrafts(app, session, thrown)
      one.session.replica.putDraft(one.name, '')
      openDrafts(app, session, one)
    },
    onPick: ([id = '']) => {
      if (id === back && thrown !== undefined) {
        thrown.session.replica.putDraft(thrown.name, thrown.text)
        return openDrafts(app, session)
      }
      const one = begun.get(id)
      if (one === undefined) return
      const own = one.session === session ? app : speakingOf(app, one.session)
      void goOn(own, one).catch((error: unknown) => own.fail(error, one.session.site))
    },
  })
}
