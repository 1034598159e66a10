import { type Issue, JiraApiError, type SiteClient } from '@mmd/jira-api/model'
import { testDetail } from './issues.ts'

/** One call that reached the site. */
export interface TestCall {
  readonly method: string
  readonly args: readonly unknown[]
}

const people = ['Mia Me', 'Ann Other', 'Bob Builder'].map((name) => ({
  id: name.split(' ')[0]?.toLowerCase() ?? name,
  name,
  active: true,
}))

/** What is asked, without how a call is ended, which no test is about. */
const apart = (args: readonly unknown[]): { readonly said: readonly unknown[]; readonly signal?: AbortSignal } => {
  const last = args.at(-1)
  if (typeof last !== 'object' || last === null || !('signal' in last) || !(last.signal instanceof AbortSignal))
    return { said: args }
  const { signal, ...rest } = last
  return { said: [...args.slice(0, -1), ...(Object.keys(rest).length === 0 ? [] : [rest])], signal }
}

/** A call ends when it is ended, as one over the network does. */
const orAborted = (answer: unknown, signal: AbortSignal | undefined): unknown => {
  if (signal === undefined || !(answer instanceof Promise)) return answer
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new JiraApiError('cancelled', 'cancelled')), { once: true })
    answer.then(resolve, reject)
  })
}

/** A site held in memory. Each method may be replaced; `calls` says what was asked of it. */
export const createTestClient = (
  issues: readonly Issue[],
  answers: Partial<SiteClient> = {},
): { readonly client: SiteClient; readonly calls: readonly TestCall[] } => {
  const calls: TestCall[] = []
  // What no screen asks for yet is not there: a screen that does would fail its tests.
  const base: Partial<SiteClient> = {
    serverInfo: async () => ({ title: 'Jira', version: '10.3.0', deployment: 'datacenter', baseUrl: '' }),
    myself: async () => ({ id: 'mia', name: 'Mia Me', active: true, email: null, timeZone: null }),
    fields: async () => [],
    projects: async () => [],
    priorities: async () => [
      { id: '2', name: 'High' },
      { id: '3', name: 'Medium' },
    ],
    favouriteFilters: async () => [],
    permissions: async ({ names }) => Object.fromEntries(names.map((name) => [name, true])),
    search: async ({ startAt = 0, maxResults = 50, withDescription = false }) => ({
      issues: issues.slice(startAt, startAt + maxResults).map((row) => {
        const { description, ...rest } = row
        return withDescription ? { ...rest, description: description ?? null } : rest
      }),
      startAt,
      total: issues.length,
      warnings: [],
    }),
    count: async () => issues.length,
    checkJql: async () => [],
    jqlData: async () => ({ fields: [], functions: [], reservedWords: [] }),
    jqlSuggestions: async () => [],
    issue: async (key) => {
      const row = issues.find((one) => one.key === key)
      if (row === undefined) throw new JiraApiError('not-found', 'no such issue', { status: 404 })
      return testDetail(row)
    },
    issues: async (keys) => issues.filter(({ key }) => keys.includes(key)),
    transitions: async () => [],
    transition: async () => undefined,
    edit: async () => undefined,
    assign: async () => undefined,
    assignable: async ({ text }) => people.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    addComment: async (_key, { body, internal = false }) => ({
      id: '1',
      author: people[0] ?? null,
      body,
      created: null,
      updated: null,
      visibility: null,
      internal,
    }),
    suggestLabels: async (text) => ['billing', 'backend'].filter((label) => label.includes(text)),
  }
  const site = { ...base, ...answers }
  const client = Object.fromEntries(
    Object.entries(site).map(([method, run]) => [
      method,
      (...args: unknown[]): unknown => {
        const { said, signal } = apart(args)
        calls.push({ method, args: said })
        return orAborted((run as (...given: unknown[]) => unknown)(...args), signal)
      },
    ]),
  )
  return { client: client as unknown as SiteClient, calls }
}
