import type { FieldSchema, Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { performAll } from './perform.ts'

const schema: FieldSchema = { type: 'string', items: null, system: 'summary', custom: null }

/** Characters that Jira takes in a summary. */
const longest = 255

/** Asks for another summary. */
export const openSummary = (
  app: App,
  session: SiteSession,
  issue: Issue,
  typed = issue.summary,
  error: string | null = null,
): void => {
  app.open({
    kind: 'prompt',
    title: `Summary of ${issue.key}`,
    help: [],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'sets it', esc: 'leaves it' },
    onSubmit: (text) => {
      const summary = text.trim()
      if (summary === '') return openSummary(app, session, issue, text, 'An issue cannot be without a summary')
      if (summary.length > longest)
        return openSummary(app, session, issue, text, `${summary.length} characters; ${longest} is the most`)
      if (summary === issue.summary) return app.toast('info', 'The summary was so already')
      const change = { id: 'summary', name: 'Summary', schema, value: { kind: 'text', text: summary } } as const
      return performAll(
        app,
        session,
        [{ kind: 'set-fields', key: issue.key, changes: [change] }],
        'has another summary',
      )
    },
  })
}
