import { type ConfluenceSandbox, type Sandbox, startConfluenceSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { CliResult } from '../testing.ts'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

export interface Page {
  readonly id: string
  readonly title: string
  readonly url: string
}
interface RemoteLink {
  readonly globalId: string
  readonly application: { readonly type: string }
  readonly object: Page
}

/** For tests: a Jira, saved as `acme`, and the Confluence beside it, saved as `wiki`; both signed in to. */
export interface JiraAndWiki {
  readonly jira: Sandbox
  readonly wiki: ConfluenceSandbox
  readonly cli: InlineCli
  readonly signIn: (name: string, token: string) => Promise<CliResult>
  readonly page: (...args: readonly string[]) => Promise<CliResult>
  /** What Jira itself says that an issue is linked to. */
  readonly remoteLinks: (key: string) => Promise<readonly RemoteLink[]>
}

/** Starts both before the first test of a file; after each they behave again. */
export const jiraAndWiki = (): JiraAndWiki => {
  let jira: Sandbox
  let wiki: ConfluenceSandbox
  let cli: InlineCli
  const signIn: JiraAndWiki['signIn'] = (name, token) =>
    cli.run(['auth', 'login', name, '--token-stdin'], { input: `${token}\n` })
  beforeAll(async () => {
    jira = await startSandbox({ issues: 60 })
    wiki = await startConfluenceSandbox()
    cli = createInlineCli()
    await cli.run(['site', 'add', wiki.baseUrl, '--method', 'pat', '--name', 'wiki'])
    await cli.run(['site', 'add', jira.baseUrl, '--method', 'pat', '--name', 'acme'])
    await signIn('acme', jira.issuePat('mira'))
    await signIn('wiki', wiki.issuePat('mira'))
  })
  afterAll(async () => {
    cli[Symbol.dispose]()
    await jira.close()
    await wiki.close()
  })
  afterEach(() => {
    jira.faults.clear()
    wiki.faults.clear()
  })
  return {
    get jira() {
      return jira
    },
    get wiki() {
      return wiki
    },
    get cli() {
      return cli
    },
    signIn,
    page: (...args) => cli.run(['page', ...args]),
    remoteLinks: async (key) => {
      const answer = await fetch(`${jira.baseUrl}/rest/api/2/issue/${key}/remotelink`, {
        headers: { Authorization: `Bearer ${jira.issuePat('mira')}` },
      })
      return (await answer.json()) as readonly RemoteLink[]
    },
  }
}
