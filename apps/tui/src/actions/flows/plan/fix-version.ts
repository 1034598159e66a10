import type { Issue, Named, ProjectDetail } from '@mmd/jira-api'
import type { MembersOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { performAll } from '../perform.ts'
import { pickKnown, projectsOf, subjectOf } from './pick-known.ts'

/** Versions by name, and in each project what has that name: a version belongs to one project. */
type Versions = ReadonlyMap<string, ReadonlyMap<string, Named>>

const versionsOf = (projects: readonly ProjectDetail[]): Versions => {
  const byName = new Map<string, Map<string, Named>>()
  for (const { key, versions } of projects)
    for (const { id, name, archived } of versions)
      if (!archived) byName.set(name, (byName.get(name) ?? new Map<string, Named>()).set(key, { id, name }))
  return byName
}

/** Those to come first, the next one on top: the site has them in their order of release. */
const itemsOf = (projects: readonly ProjectDetail[], before: readonly string[]): readonly PickerItem[] => {
  const released = new Set(
    projects.flatMap(({ versions }) => versions.filter((one) => one.released).map(({ name }) => name)),
  )
  const names = [...versionsOf(projects).keys()]
  const open = names.filter((name) => !released.has(name))
  const others = names.filter((name) => released.has(name)).toReversed()
  // One that was archived meanwhile can still be taken away.
  const kept = before.filter((name) => !names.includes(name))
  return [
    ...open.map((name) => ({ id: name, label: name })),
    ...others.map((name) => ({ id: name, label: name, detail: 'released' })),
    ...kept.map((name) => ({ id: name, label: name, detail: 'archived' })),
  ]
}

const shared = ([first, ...rest]: readonly Issue[]): readonly string[] =>
  (first?.fixVersions ?? [])
    .map(({ name }) => name)
    .filter((name) => rest.every(({ fixVersions }) => fixVersions.some((one) => one.name === name)))

/** What one issue needs so that of what was offered exactly the chosen ones are on it, as far as its project has them. */
const change = (
  issue: Issue,
  versions: Versions,
  before: readonly string[],
  chosen: readonly string[],
): MembersOperation => ({
  kind: 'members',
  field: 'fixVersions',
  key: issue.key,
  add: chosen.flatMap((name) => {
    const isThere = issue.fixVersions.some((one) => one.name === name)
    const found = versions.get(name)?.get(issue.project.key)
    return isThere || found === undefined ? [] : [found]
  }),
  remove: issue.fixVersions.filter(({ name }) => before.includes(name) && !chosen.includes(name)),
})

/** Asks in which versions the issues will be fixed. */
export const openFixVersion = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const before = shared(issues)
  let versions: Versions = new Map()
  pickKnown<ProjectDetail>(app, session, {
    title: `Fix versions of ${subjectOf(issues)}`,
    placeholder: 'Space chooses, Enter sets them',
    catalogues: projectsOf(issues).map((key) => `project:${key}`),
    chosen: new Set(before),
    items: (projects) => {
      versions = versionsOf(projects)
      return itemsOf(projects, before)
    },
    onPick: (chosen) => {
      const operations = issues
        .map((issue) => change(issue, versions, before, chosen))
        .filter(({ add, remove }) => add.length + remove.length > 0)
      const done = chosen.length === 0 ? 'without a fix version' : `to be fixed in ${chosen.join(', ')}`
      if (operations.length > 0) performAll(app, session, operations, done)
      else app.toast('info', 'The fix versions were so already')
    },
  })
}
