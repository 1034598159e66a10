import type { FieldInfo, Issue, SprintValue } from '@mmd/jira-api'
import type { App, SiteSession } from '../../../app/app.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { performAll } from '../perform.ts'
import { pickKnown, projectsOf, subjectOf } from './pick-known.ts'

const backlog = '\u0000backlog'

const day = (time: string | null): string => (time === null ? '' : time.slice(0, 10))

const itemOf = ({ id, name, state, end }: SprintValue): PickerItem => ({
  id,
  label: name,
  detail: state === 'active' ? `active${end === null ? '' : `, ends ${day(end)}`}` : state,
})

/** The custom field that holds sprints, so that what an issue was in before is known. */
const sprintField = ({ replica }: SiteSession): { readonly fieldId?: string } => {
  const fields = (replica.catalogue('fields') ?? []) as readonly FieldInfo[]
  const id = fields.find(({ schema }) => schema.custom?.endsWith(':gh-sprint') === true)?.id
  return id === undefined ? {} : { fieldId: id }
}

/** Asks for a sprint that is not over, of the boards of their projects: active ones first. */
export const openSprint = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const found = new Map<string, SprintValue>()
  // Loaded while one chooses.
  void session.catalogue('fields').catch(() => undefined)
  pickKnown<readonly SprintValue[]>(app, session, {
    title: `Sprint of ${subjectOf(issues)}`,
    catalogues: projectsOf(issues).map((key) => `sprints:${key}`),
    items: (lists) => {
      found.clear()
      for (const sprint of lists.flat()) found.set(sprint.id, sprint)
      const sprints = [...found.values()]
      const active = sprints.filter(({ state }) => state === 'active')
      const future = sprints.filter(({ state }) => state !== 'active')
      return [...[...active, ...future].map(itemOf), { id: backlog, label: 'Backlog', detail: 'no sprint' }]
    },
    onPick: ([id = '']) => {
      const sprint = found.get(id)
      if (sprint === undefined && id !== backlog) return
      const to = sprint === undefined ? null : { id: sprint.id, name: sprint.name }
      performAll(
        app,
        session,
        issues.map(({ key }) => ({ kind: 'sprint', key, to, ...sprintField(session) })),
        to === null ? 'moved to the backlog' : `moved to ${to.name}`,
      )
    },
  })
}
