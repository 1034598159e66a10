import type { FieldInfo } from '@mmd/jira-api/model'
import { askOnce, fieldsQuestion, waysQuestion } from '../../macros/ask-once.ts'
import type { MacroSite } from '../../macros/macro-site.ts'
import { type Bench, toStored, whoAmI, whoIs, whoWorks } from '../issue/bench.ts'
import { findSprint } from '../issue/find-sprint.ts'
import { aDay } from '../issue/lookup.ts'

/** What a macro asks of the site that a command works on: each question once, and out of the copy where it may be. */
export const benchSite = async (bench: Bench): Promise<MacroSite> => {
  const { lookup, signal, copy } = bench
  const once = askOnce()
  return {
    deployment: copy.site.deployment,
    me: await whoAmI(bench),
    now: Date.now(),
    transitions: (issue) =>
      once(waysQuestion(issue), () =>
        lookup.askPart(issue.key, 'transitions', (client) => client.transitions(issue.key, { signal })),
      ),
    editFields: (issue) =>
      once(fieldsQuestion(issue), () =>
        lookup.ask(`edit-${fieldsQuestion(issue)}`, (client) => client.editFields(issue.key, { signal }), 60_000),
      ),
    priorities: () =>
      once('priorities', () => lookup.ask('priorities', (client) => client.priorities({ signal }), aDay)),
    linkTypes: () => once('link-types', () => lookup.ask('link-types', (client) => client.linkTypes({ signal }), aDay)),
    worker: (key, name) =>
      once(`worker ${key.slice(0, key.lastIndexOf('-'))} ${name}`, () => whoWorks(bench, key, name)),
    person: (name) => once(`person ${name}`, () => whoIs(bench, name)),
    sprint: (project, to) =>
      once(`sprint ${project} ${to}`, () =>
        lookup.ask(
          `sprint:${project}:${to.trim().toLowerCase()}`,
          (client) => findSprint(client, { to, project }, { signal }),
          60_000,
        ),
      ),
    sprintField: async () => {
      const fields = await once('fields', () =>
        lookup.ask('fields', (client) => client.fields({ signal }), aDay),
      ).catch((): readonly FieldInfo[] => [])
      return fields.find(({ schema }) => schema.custom?.endsWith(':gh-sprint') === true)?.id
    },
    text: (markdown) => once(`text ${markdown}`, () => toStored(copy.site, markdown)),
  }
}
