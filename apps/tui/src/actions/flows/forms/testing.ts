import type { Site } from '@mmd/auth'
import { connectSite, type IssueDetail, type IssueKey, type SiteClient, toIssueKey } from '@mmd/jira-api'
import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { onTestFinished } from 'vitest'
import {
  createWorld,
  openTestSession,
  testFolder,
  testSite,
  type World,
  type WorldOptions,
} from '../../../app/testing.ts'
import type { FormModal } from '../../../screens/forms/form-modal.ts'
import { entryHere, rowsOf } from '../../../screens/forms/rows.ts'
import { ready } from '../testing.ts'

export const deployments = ['datacenter', 'cloud'] as const

/** The program on a real site on loopback. */
export interface FormWorld {
  readonly world: World
  readonly client: SiteClient
  /** The site gives these permissions of a project to nobody. */
  readonly withhold: (project: string, permissions: readonly string[]) => void
  /** Resolves when what was done is on the site. */
  readonly sent: () => Promise<void>
  /** Opens the form of a new issue by its keys. */
  readonly openNew: (project: string, type: string) => Promise<void>
  /** Opens the form of an issue by its key. */
  readonly openEdit: (key: IssueKey) => Promise<void>
  /** Puts the cursor on a field, by its name or its id. */
  readonly goTo: (name: string) => void
  /** Fills in a field that is typed in its place. */
  readonly type: (name: string, text: string) => void
  /** Fills in a field whose value is searched for. */
  readonly choose: (name: string, query: string) => Promise<void>
  /** Writes a long text. */
  readonly write: (name: string, text: string) => Promise<void>
  /** What the site has of an issue now. */
  readonly read: (key: IssueKey) => Promise<IssueDetail>
  /** An issue of a project that may be edited, and is no epic and no sub-task. */
  readonly editable: (project: string) => Promise<IssueKey>
  /** The issue of a project that was made last. */
  readonly newest: (project: string) => Promise<IssueKey>
}

const begin = async (deployment: (typeof deployments)[number], issues: number) => {
  if (deployment === 'datacenter') {
    const sandbox = await startSandbox({ issues })
    const close = (): Promise<void> => sandbox.close()
    return { baseUrl: sandbox.baseUrl, authorization: `Bearer ${sandbox.issuePat('mira')}`, close, site: sandbox.world }
  }
  const cloud = await startCloudSandbox({ issues })
  const pair = `mira@acme.example:${cloud.issueApiToken('mira@acme.example')}`
  const close = (): Promise<void> => cloud.close()
  return {
    baseUrl: cloud.siteUrl,
    authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
    close,
    site: cloud.world,
  }
}

const formOf = (world: World): FormModal => world.modal('form')

/** For tests: the program on a sandbox, signed in as Mira. */
export const openFormWorld = async (
  deployment: (typeof deployments)[number],
  options: Pick<WorldOptions, 'size' | 'shell'> & { readonly siteIssues?: number } = {},
): Promise<FormWorld> => {
  const remote = await begin(deployment, options.siteIssues ?? 40)
  onTestFinished(remote.close)
  const { baseUrl, authorization } = remote
  const client = connectSite({
    baseUrl,
    deployment,
    authorize: async () => authorization,
    pause: async () => undefined,
  })
  const me = await client.myself()
  const site: Site = testSite('work', { baseUrl, deployment, user: { id: me.id, name: me.name } })
  const data = testFolder()
  const { size = { columns: 120, rows: 50 }, shell = {} } = options
  const world = createWorld({
    sites: [site],
    size,
    shell: { openSession: (own) => openTestSession(data, own, client), ...shell },
  })
  await world.app.showSite(site)
  const top = (): string => world.state().modals.at(-1)?.kind ?? ''
  let seen = 0
  const isForm = (): Promise<void> => world.until(({ modals }) => modals.at(-1)?.kind === 'form')
  const goTo = (name: string): void => {
    if (formOf(world).editing !== null) world.press('esc')
    world.press('g')
    for (const _ of rowsOf(formOf(world))) {
      const meta = entryHere(formOf(world))?.meta
      if (meta?.name === name || meta?.id === name) return
      world.press('j')
    }
    throw new Error(`the form has no ${name}`)
  }
  const choose = async (name: string, query: string): Promise<void> => {
    goTo(name)
    world.press('enter')
    await ready(world)
    if (query !== '') world.press(query)
    await ready(world)
    world.press('enter')
  }
  return {
    world,
    client,
    withhold: (project, permissions) => void remote.site.withheld.set(project, new Set(permissions)),
    sent: async () => {
      const { replica } = world.session()
      const newest = (): number => replica.changes(1)[0]?.id ?? 0
      await new Promise<void>((resolve) => {
        const stop = replica.subscribe(() => look())
        const look = (): void => {
          if (newest() === seen || replica.operations().some(({ state }) => state === 'pending')) return
          stop()
          resolve()
        }
        look()
      })
      seen = newest()
    },
    openNew: async (project, type) => {
      world.press('n')
      await ready(world)
      world.press(project, 'enter')
      await ready(world)
      world.press(type, 'enter')
      await isForm()
    },
    openEdit: async (key) => {
      await world.session().replica.openIssue(key)
      world.app.store.update((state) => ({ ...state, visited: key }))
      world.press('e')
      await isForm()
    },
    goTo,
    type: (name, text) => {
      goTo(name)
      world.press('enter', 'ctrl-u', text, 'enter')
    },
    choose,
    write: async (name, text) => {
      goTo(name)
      world.press('x', 'enter')
      await world.until(() => top() === 'text-area')
      world.paste(text)
      world.press('ctrl-s')
    },
    read: (key) => client.issueWithFields({ key, customFields: 'all' }),
    editable: async (project) => {
      const jql = `project = ${project} AND issuetype in (Bug, Task, Story, Incident, "Service Request") ORDER BY created DESC`
      const { issues } = await client.search({ jql, maxResults: 50 })
      for (const { key } of issues) if ((await client.editFields(key)).length > 0) return key
      throw new Error(`nothing of ${project} can be edited`)
    },
    newest: async (project) => {
      const { issues } = await client.search({ jql: `project = ${project} ORDER BY created DESC`, maxResults: 1 })
      const key = toIssueKey(issues[0]?.key ?? '')
      if (key === undefined) throw new Error(`${project} has no issues`)
      return key
    },
  }
}

/** For tests: what a custom field of an issue holds, as one looks at it. */
export const fieldNamed = (detail: IssueDetail, name: string): unknown =>
  detail.fields.find((field) => field.name === name)?.value
