import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Performs operations at once and says it; says so again only when the site refuses one. */
export const performAll = (app: App, session: SiteSession, operations: readonly Operation[], done: string): void => {
  const records = operations.map((operation) => session.replica.perform(operation))
  const [first] = operations
  if (first === undefined) return
  app.toast('good', operations.length === 1 ? `${first.key} ${done}` : `${plural(operations.length, 'issue')} ${done}`)
  for (const record of records) {
    void session.replica.settled(record.id).then((settled) => {
      if (settled.state === 'failed') sayFailed(app, settled)
    })
  }
}

/** What could not be sent is kept: a comment's text also as a draft. */
const sayFailed = (app: App, { operation, error }: OperationRecord): void => {
  if (operation.kind === 'comment') {
    app.store.update((state) => ({
      ...state,
      drafts: { ...state.drafts, [`comment/${operation.key}`]: operation.body },
    }))
  }
  app.fail(error)
}
