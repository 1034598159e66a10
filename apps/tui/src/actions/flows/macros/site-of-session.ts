import type { FieldInfo, IssueKey, LinkType, Named, User } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import { findSprint } from '../../../commands/issue/find-sprint.ts'
import { choosePerson, resolvePerson } from '../../../commands/issue/resolve-person.ts'
import { askOnce, fieldsQuestion, waysQuestion } from '../../../macros/ask-once.ts'
import type { MacroSite } from '../../../macros/macro-site.ts'
import { authored } from '../../../session/authored.ts'

const userOf = ({ site: { user } }: SiteSession): User | undefined =>
  user === undefined ? undefined : { id: user.id, name: user.name, active: true }

/** What a macro asks of the site of a session, for as long as one plan is made. */
export const macroSite = (app: App, session: SiteSession, signal: AbortSignal): MacroSite => {
  const { client, catalogue, transitions, site } = session
  const once = askOnce()
  const listed = <T>(name: string): Promise<readonly T[]> =>
    once(name, async () => (await catalogue(name)) as readonly T[])
  const me = userOf(session)
  return {
    deployment: site.deployment,
    me,
    now: app.shell.now(),
    transitions: (issue) => once(waysQuestion(issue), () => transitions(issue.key)),
    editFields: (issue) => once(fieldsQuestion(issue), () => client.editFields(issue.key, { signal })),
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
