import type { OperationRecord } from '@mmd/replica'
import type { App } from '../../app/app.ts'
import { presentError } from '../../present-error.ts'
import { forgetDraft, whenSettled } from './perform.ts'
import { pick } from './pick.ts'

const words: Readonly<Record<OperationRecord['operation']['kind'], string>> = {
  assign: 'assign',
  transition: 'status',
  priority: 'priority',
  labels: 'labels',
  comment: 'comment',
}

/** The changes that were not taken: send one again, or give it up. */
export const openFailed = (app: App): void => {
  const session = app.session()
  if (session === null) return
  const { replica } = session
  const failed = replica.operations().filter(({ state }) => state === 'failed')
  pick(app, {
    title: 'Changes that the site did not take',
    items: failed.flatMap(({ id, operation, error, isUncertain }) => [
      {
        id: `retry/${id}`,
        label: `Send again: ${operation.key} ${words[operation.kind]}`,
        detail: isUncertain ? 'it may have been done' : error === null ? '' : presentError(error, {}).what,
      },
      { id: `drop/${id}`, label: `Give up: ${operation.key} ${words[operation.kind]}` },
    ]),
    onPick: ([choice = '']) => {
      const [what, id] = choice.split('/')
      if (what === 'drop') replica.drop(Number(id))
      if (what !== 'retry') return
      replica.retry(Number(id))
      whenSettled(app, session, Number(id), (record) => {
        if (record.state === 'failed') return app.fail(record.error, session.site)
        forgetDraft(app, session, record)
        app.toast('good', 'Sent')
      })
    },
  })
}
