import { EMPTY, type FieldMeta, type Named, type SprintValue } from '@mmd/jira-api/model'
import { fillIn } from '../../../screens/forms/change-form.ts'
import { editorOf } from '../../../screens/forms/editor-kind.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { pick } from '../pick.ts'
import type { FieldEdit } from './subject.ts'

/** A thing of a list of the site. */
interface Listed extends Named {
  /** What is shown of it; absent: its name. */
  readonly label?: string
  readonly detail?: string
}

const catalogues: Readonly<Record<string, string>> = {
  priority: 'priorities',
  resolution: 'resolutions',
  issuetype: 'issue-types',
  status: 'statuses',
  project: 'projects',
}

const typeOf = ({ type, items }: FieldMeta): string => (type === 'array' ? (items ?? '') : type)

const load = async ({ session, subject, entry }: FieldEdit): Promise<readonly Listed[]> => {
  const type = typeOf(entry.meta)
  if (type === 'version') {
    const versions = await session.client.versions(subject.project)
    return versions.map(({ id, name, released, archived }) => {
      const detail = archived ? 'archived' : released ? 'released' : ''
      return { id, name, ...(detail === '' ? {} : { detail }) }
    })
  }
  if (type === 'component') {
    const project = (await session.catalogue(`project:${subject.project}`)) as { readonly components: readonly Named[] }
    return project.components
  }
  const name = Object.hasOwn(catalogues, type) ? catalogues[type] : undefined
  if (name === undefined) return []
  const listed = (await session.catalogue(name)) as readonly (Named & { readonly key?: string })[]
  return listed.map(({ id, name: called, key }) => ({
    id,
    name: called,
    ...(key === undefined ? {} : { label: `${key}  ${called}` }),
  }))
}

/** One, or several, of a list of the site that does not come with the form. */
export const chooseListed = (edit: FieldEdit): void => {
  const { app, entry, modal } = edit
  const { meta, value } = entry
  const many = editorOf(meta) === 'listed-many'
  const now = value.kind === 'named-list' ? value.values : value.kind === 'named' ? [value.value] : []
  const found = new Map<string, Named>(now.map((one) => [one.id, one]))
  pick(app, {
    title: meta.name,
    placeholder: many ? 'Space chooses, Enter takes them' : 'type to narrow',
    ...(many ? { chosen: new Set(now.map(({ id }) => id)) } : {}),
    items: async () => {
      const listed = await load(edit)
      for (const { id, name } of listed) found.set(id, { id, name })
      return listed.map(({ id, name, label = name, detail }) => ({
        id,
        label,
        ...(detail === undefined ? {} : { detail }),
      }))
    },
    onPick: (ids) => {
      const values = ids.flatMap((id) => found.get(id) ?? [])
      const [first] = values
      if (first === undefined) fillIn(app, modal, meta.id, { value: EMPTY })
      else
        fillIn(app, modal, meta.id, { value: many ? { kind: 'named-list', values } : { kind: 'named', value: first } })
    },
  })
}

/** Boards whose sprints are offered: a project has few, and each is a request. */
const mostBoards = 6

const sprintsOf = async ({ session, subject }: FieldEdit): Promise<readonly SprintValue[]> => {
  const boards = await session.client.boards({ project: subject.project })
  const lists = await Promise.all(
    boards
      .filter(({ type }) => type !== 'kanban')
      .slice(0, mostBoards)
      .map(({ id }) => session.client.sprints({ boardId: id, states: ['active', 'future'] })),
  )
  return [...new Map(lists.flat().map((sprint) => [sprint.id, sprint])).values()]
}

const sprintItem = ({ id, name, state }: SprintValue): PickerItem => ({ id, label: name, detail: state })

/** A sprint of the project's boards that is not over. */
export const chooseSprint = (edit: FieldEdit): void => {
  const { app, entry, modal } = edit
  const found = new Map<string, SprintValue>()
  pick(app, {
    title: entry.meta.name,
    items: async () => {
      const sprints = await sprintsOf(edit)
      for (const sprint of sprints) found.set(sprint.id, sprint)
      return sprints.map(sprintItem)
    },
    onPick: ([id = '']) => {
      const sprint = found.get(id)
      if (sprint !== undefined) fillIn(app, modal, entry.meta.id, { value: { kind: 'sprints', sprints: [sprint] } })
    },
  })
}
