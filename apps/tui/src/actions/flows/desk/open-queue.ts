import type { FieldInfo, Queue, ServiceDesk } from '@mmd/jira-api'
import type { App, SiteSession } from '../../../app/app.ts'
import { toRowField } from '../../../screens/triage/columns/built-in-fields.ts'
import type { ChosenLook, ColumnChoice } from '../../../state/view.ts'
import { keepViews } from '../board/keep-views.ts'
import { pickKnown } from '../plan/pick-known.ts'

interface Desk {
  readonly desk: ServiceDesk
  readonly queues: readonly Queue[]
}

/** The clock of a request that counts first, by the names that service desks have for it. */
const clockOf = (fields: readonly FieldInfo[]): FieldInfo | undefined => {
  const clocks = fields.filter(({ schema }) => schema.custom?.endsWith(':sd-sla-field') === true)
  return clocks.find(({ name }) => /resolution/i.test(name)) ?? clocks[0]
}

/** The columns of the queue and, first of all, how much time is left: by that the rows are put in order. */
export const lookOf = (queue: Queue, fields: readonly FieldInfo[]): ChosenLook => {
  const names = new Map(fields.map(({ id, name }) => [id, name]))
  const clock = clockOf(fields)
  const columns = queue.fields.map((id) => ({ field: names.get(id) ?? id }))
  if (clock === undefined) return { columns }
  const isKey = ({ field }: ColumnChoice): boolean => toRowField(field) === 'key'
  const others = columns.filter((column) => column.field !== clock.name && !isKey(column))
  // Columns give way from the right: time is the last thing to do without.
  return {
    columns: [...columns.filter(isKey), { field: clock.name }, ...others],
    sort: { field: clock.name, descending: false, by: 'here' },
  }
}

const keep = async (app: App, session: SiteSession, { desk, queue }: { desk: ServiceDesk; queue: Queue }) => {
  const fields = (await session.catalogue('fields')) as readonly FieldInfo[]
  if (app.session()?.replica !== session.replica) return
  const { name } = session.site
  const view = {
    id: `own:queue-${name}-${desk.id}-${queue.id}`,
    title: queue.name,
    jql: queue.jql,
    sites: [name],
    isQueue: true,
  }
  keepViews(app, [{ view, look: lookOf(queue, fields) }])
}

/** Asks which queue of a service desk is to be shown. */
export const openQueue = (app: App): void => {
  const session = app.session()
  if (session === null) return
  if (session.members !== undefined) {
    app.toast('info', 'A queue is of one site: S shows one alone')
    return
  }
  const found = new Map<string, { readonly desk: ServiceDesk; readonly queue: Queue }>()
  pickKnown<readonly Desk[]>(app, session, {
    title: 'Show a queue',
    placeholder: 'its name; it stays among the views',
    catalogues: ['queues'],
    items: ([desks = []]) =>
      desks.flatMap(({ desk, queues }) =>
        queues.map((queue) => {
          const id = `${desk.id}/${queue.id}`
          found.set(id, { desk, queue })
          return { id, label: queue.name, detail: desk.projectName }
        }),
      ),
    onPick: ([id = '']) => {
      const chosen = found.get(id)
      if (chosen !== undefined) void keep(app, session, chosen).catch((error: unknown) => app.fail(error, session.site))
    },
  })
}
