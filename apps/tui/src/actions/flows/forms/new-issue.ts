import type { Issue, IssueType, ProjectRef } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import { membersOf, ownerOf } from '../../../app/members.ts'
import { speakingOf } from '../../../app/speaking-of.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { pick } from '../pick.ts'
import { openCreate } from './create.ts'
import { type BegunCreate, begunCreates } from './form-draft.ts'
import { creatableTypes } from './metadata.ts'

/** A project of one of the sites on screen. */
interface Place {
  readonly session: SiteSession
  readonly project: ProjectRef
}

const projectsOf = async (session: SiteSession): Promise<readonly ProjectRef[]> => {
  const listed = (await session.catalogue('projects')) as readonly ProjectRef[]
  return listed.map(({ id, key, name }) => ({ id, key, name }))
}

/** Projects of the sites, that of `current` first and then those of the lists; only when none of the sites answers that is an error. */
const placesOf = async (session: SiteSession, current: Issue | undefined): Promise<readonly Place[]> => {
  const members = membersOf(session)
  const answers = await Promise.allSettled(members.map(projectsOf))
  const [refused] = answers
  if (refused?.status === 'rejected' && answers.every(({ status }) => status === 'rejected')) throw refused.reason
  const places = answers.flatMap((answer, at) => {
    const member = members[at]
    if (answer.status === 'rejected' || member === undefined) return []
    return answer.value.map((project): Place => ({ session: member, project }))
  })
  const used = recentProjects(session)
  const here = current === undefined ? undefined : ownerOf(session, current.key).session
  const rank = ({ session: own, project: { key } }: Place): number => {
    const at = used.indexOf(key)
    // Several sites may have a project of that key.
    if (key === current?.project.key) return own === here ? -2 : -1
    return at === -1 ? used.length : at
  }
  return [...places].sort((a, b) => rank(a) - rank(b))
}

/** Rows of a list that are looked at. */
const rowsLookedAt = 50

/** Keys of the projects of the issues in the lists that were read last. */
const recentProjects = ({ replica }: SiteSession): readonly string[] => [
  ...new Set(
    replica
      .views()
      .flatMap(({ id }) =>
        (replica.view(id)?.keys.slice(0, rowsLookedAt) ?? []).flatMap((key) => replica.issue(key)?.project.key ?? []),
      ),
  ),
]

const begunItem = (id: string, { project, summary }: BegunCreate): PickerItem => ({
  id,
  label: summary === '' ? `Go on with what you began in ${project}` : `Go on with “${summary}”`,
  detail: project,
})

/** Keys are mostly as long as this at most. */
const mostKeyCells = 8

/** A new issue: asks for the project and the type, and opens its form. `current` is where one is. */
export const openNewIssue = (app: App, session: SiteSession, current: Issue | undefined): void => {
  const places = new Map<string, Place>()
  const begun = new Map<string, { readonly session: SiteSession; readonly create: BegunCreate }>()
  const isOne = session.members === undefined
  const items = async (): Promise<readonly PickerItem[]> => {
    const found = await placesOf(session, current)
    for (const place of found) places.set(`${place.session.site.name}/${place.project.key}`, place)
    for (const member of membersOf(session))
      for (const create of begunCreates(member))
        if (create.parent === null) begun.set(`${member.site.name}/${create.name}`, { session: member, create })
    // The names stand below one another, unless one key would push all of them aside.
    const longest = Math.min(mostKeyCells, Math.max(0, ...found.map(({ project }) => project.key.length)))
    return [
      ...[...begun].map(([id, { create }]) => begunItem(id, create)),
      ...[...places].map(([id, { session: own, project }]) => ({
        id,
        label: `${project.key.padEnd(longest)}  ${project.name}`,
        ...(isOne ? {} : { detail: own.site.name }),
      })),
    ]
  }
  pick(app, {
    title: 'New issue: which project?',
    placeholder: 'a project',
    items,
    onPick: ([id = '']) => {
      const draft = begun.get(id)
      const place = draft === undefined ? places.get(id) : placeOf(draft, places)
      if (place !== undefined) chooseType(isOne ? app : speakingOf(app, place.session), place, draft?.create.typeId)
    },
  })
}

const placeOf = (
  { session, create }: { readonly session: SiteSession; readonly create: BegunCreate },
  places: ReadonlyMap<string, Place>,
): Place | undefined => places.get(`${session.site.name}/${create.project}`)

const typeItem = ({ id, name }: IssueType): PickerItem => ({ id, label: name })

const chooseType = (app: App, { session, project }: Place, known?: string): void =>
  withType(app, session, {
    project: project.key,
    title: `New issue in ${project.key}: which type?`,
    fits: ({ subtask }) => !subtask,
    known,
    onPick: (type) => void openCreate({ app, session, project, type, parent: null }),
  })

/** Opens the form of a new issue that was begun. */
export const goOnWithCreate = async (app: App, session: SiteSession, begun: BegunCreate): Promise<void> => {
  try {
    const found = (await projectsOf(session)).find(({ key }) => key === begun.project)
    const project = found ?? { id: '', key: begun.project, name: begun.project }
    const parent = begun.parent === null ? undefined : session.replica.issue(begun.parent)
    if (begun.parent === null) chooseType(app, { session, project }, begun.typeId)
    else if (parent !== undefined) openNewSubtask(app, session, parent, begun.typeId)
    else app.toast('warn', `The copy does not have ${begun.parent} any more`)
  } catch (error) {
    app.fail(error, session.site)
  }
}

interface TypeWish {
  readonly project: string
  readonly title: string
  readonly fits: (type: IssueType) => boolean
  readonly known?: string | undefined
  readonly onPick: (type: IssueType) => void
}

/** Asks for a type, unless there is only one or it is known. */
const withType = (app: App, session: SiteSession, { project, title, fits, known, onPick }: TypeWish): void => {
  const found = new Map<string, IssueType>()
  const picker = pick(app, {
    title,
    placeholder: 'a type',
    items: async () => {
      const types = (await creatableTypes(session, project)).filter(fits)
      for (const type of types) found.set(type.id, type)
      const only = types.length === 1 ? types[0] : types.find(({ id }) => id === known)
      if (only !== undefined && app.store.get().modals.some(({ id }) => id === picker)) {
        app.close(picker)
        onPick(only)
      }
      return types.map(typeItem)
    },
    onPick: ([id = '']) => {
      const type = found.get(id)
      if (type !== undefined) onPick(type)
    },
  })
}

/** A sub-task of an issue. */
export const openNewSubtask = (app: App, session: SiteSession, issue: Issue, known?: string): void => {
  if (issue.type.subtask) return app.toast('info', `${issue.key} is a sub-task itself, and cannot have any`)
  withType(app, session, {
    project: issue.project.key,
    title: `New sub-task of ${issue.key}: which type?`,
    fits: ({ subtask }) => subtask,
    known,
    onPick: (type) => void openCreate({ app, session, project: issue.project, type, parent: issue }),
  })
}
