import type { FieldInfo, Issue, IssueKey, LinkType, Named, User } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import { findSprint } from '../../../commands/issue/find-sprint.ts'
import { choosePerson, resolvePerson } from '../../../commands/issue/resolve-person.ts'
import type { MacroSite } from '../../../macros/macro-site.ts'
import { authored } from '../../../session/authored.ts'

/** Issues of one kind in one status have the same transitions, and those of one type the same screen. */
const kindOf = ({ project, type, status }: Issue): string => `${project.id}/${type.id}/${status.id}`

/** Asks the same question once; what was refused is asked again. */
const createMemory = () => {
  const known = new Map<string, Promise<unknown>>()
  return <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    // What was kept is what the same question was answered with before.
    const kept = known.get(question) as Promise<T> | undefined
    if (kept !== undefined) return kept
    const answer = ask()
    known.set(question, answer)
    return answer
  }
}

const userOf = ({ site: { user } }: SiteSession): User | undefined =>
  user === undefined ? undefined : { id: user.id, name: user.name, active: true }

/** What a macro asks of the site of a session, for as long as one plan is made. */
export const macroSite = (app: App, session: SiteSession, signal: AbortSignal): MacroSite => {
  const { client, catalogue, transitions, site } = session
  const once = createMemory()
  const listed = <T>(name: string): Promise<readonly T[]> =>
    once(name, async () => (await catalogue(name)) as readonly T[])
  const me = userOf(session)
  return {
    deployment: site.deployment,
    me,
    now: app.shell.now(),
    transitions: (issue) => once(`ways ${kindOf(issue)}`, () => transitions(issue.key)),
    editFields: (issue) =>
      once(`fields ${issue.project.id}/${issue.type.id}`, () => client.editFields(issue.key, { signal })),
    priorities: () => listed<Named>('priorities'),
    linkTypes: () => listed<LinkType>('link-types'),
    worker: (key: IssueKey, name) =>
      once(`worker ${key.slice(0, key.lastIndexOf('-'))} ${name}`, () => resolvePerson(client, key, name, { signal })),
    person: async (name) => {
      if (name.trim() === 'me' && me !== undefined) return me
      return once(`person ${name}`, async () =>
        choosePerson(await client.findUsers({ text: name.trim(), maxResults: 50 }, { signal }), name.trim()),
      )
    },
    sprint: (project, to) => once(`sprint ${project} ${to}`, () => findSprint(client, { to, project }, { signal })),
    sprintField: async () => {
      const fields = await listed<FieldInfo>('fields').catch((): readonly FieldInfo[] => [])
      return fields.find(({ schema }) => schema.custom?.endsWith(':gh-sprint') === true)?.id
    },
    text: (markdown) => once(`text ${markdown}`, () => authored(markdown, site.deployment)),
  }
}
