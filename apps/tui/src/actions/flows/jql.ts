import { faultOfProblem, joinJqlData, toJqlProblem } from '@mmd/jira-api/jql'
import type { App, SiteSession } from '../../app/app.ts'
import { membersOf, viewErrors } from '../../app/members.ts'
import { refusalWords } from '../../screens/jql/ask-sites.ts'
import { formerQueries, keepQuery } from '../../screens/jql/former-queries.ts'
import type { JqlHits } from '../../screens/jql/jql-modal.ts'
import { noHits, startJqlWork } from '../../screens/jql/jql-work.ts'
import { saveView } from './views/saved-views.ts'

/** The id of the view that the JQL bar edits. */
const jqlViewId = 'jql'

/** How many issues the list on screen has: the bar opens with its query. */
const hitsOfList = (app: App, { replica, site }: SiteSession, jql: string): JqlHits => {
  const { spec, total } = replica.view(app.store.get().activeView) ?? {}
  if (spec?.jql !== jql || total === null || total === undefined) return noHits
  return { ...noHits, sites: [{ site: site.name, count: total }], isAbout: site.deployment === 'cloud' }
}

/** A query in one line, as the bar has it. */
const inOneLine = (jql: string): string => jql.replaceAll(/[\n\t]/g, ' ')

/** Opens the bar with a query, and with what the site had against it. */
export const editJql = (app: App, asked: string, refusal: string | null = null): void => {
  const session = app.session()
  if (session === null) return
  const jql = inOneLine(asked)
  const work = startJqlWork(app, session)
  const run = (text: string): void =>
    void runJql(app, text).catch((failure: unknown) => app.fail(failure, session.site))
  const refused = refusal === null ? null : faultOfProblem(jql, toJqlProblem(refusal))
  const modal = app.open({
    kind: 'jql',
    buffer: { text: jql, cursor: refused === null ? jql.length : refused.to },
    list: 'recent',
    cursor: -1,
    moved: false,
    held: null,
    recent: formerQueries(session.replica),
    known: joinJqlData(membersOf(session).map(({ replica }) => replica.catalogue('jql'))),
    values: [],
    names: new Map(),
    hits: hitsOfList(app, session, asked),
    refused,
    insisted: false,
    onEdit: work.onEdit,
    onSubmit: run,
    onSave: (text) => {
      if (text === '') return
      run(text)
      saveView(app)
    },
    onLeave: work.end,
  })
  work.begin(modal)
}

/** Shows what a query finds; one that no site takes comes back to be mended. */
const runJql = async (app: App, jql: string): Promise<void> => {
  const session = app.session()
  if (session === null || jql === '') return
  keepQuery(session.replica, jql)
  const spec = { id: jqlViewId, title: 'JQL', jql }
  app.store.update((state) => ({
    ...state,
    views: [...state.views.filter(({ id }) => id !== jqlViewId), spec],
    activeView: jqlViewId,
    lists: Object.fromEntries(Object.entries(state.lists).filter(([id]) => id !== jqlViewId)),
    focus: 'list',
    zoomed: false,
    visited: null,
  }))
  await session.replica.openView(spec)
  const { spec: shown } = session.replica.view(jqlViewId) ?? {}
  const errors = viewErrors(session, jqlViewId)
  const [first] = errors
  // A query that some of the sites take is not wrong: a field or a project may be of one of them only.
  if (errors.length < membersOf(session).length) {
    for (const { error, site } of session.members === undefined ? [] : errors) app.fail(error, site)
    return
  }
  const { activeView, modals } = app.store.get()
  const isThere = app.session()?.replica === session.replica && activeView === jqlViewId && modals.length === 0
  if (isThere && first?.error.code === 'refused' && shown?.jql === jql) editJql(app, jql, refusalWords(first.error))
}
