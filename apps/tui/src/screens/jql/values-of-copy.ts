import type { Issue, JqlField, JqlSuggestion } from '@mmd/jira-api'
import { quoteJql, unquoteJql } from '@mmd/jira-api/jql'
import type { Replica } from '@mmd/replica'

type Copy = Pick<Replica, 'views' | 'view' | 'issue' | 'catalogue'>

interface Person {
  readonly id: string
  readonly name: string
}

const isNamed = (one: unknown): one is { readonly name: string } =>
  typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string'

const isPerson = (one: unknown): one is Person => isNamed(one) && 'id' in one && typeof one.id === 'string'

const isProject = (one: unknown): one is { readonly key: string; readonly name: string } =>
  isNamed(one) && 'key' in one && typeof one.key === 'string'

const catalogue = <T>(copy: Pick<Copy, 'catalogue'>, name: string, is: (one: unknown) => one is T): readonly T[] => {
  const known = copy.catalogue(name)
  return Array.isArray(known) ? known.filter(is) : []
}

const word = (name: string): JqlSuggestion => ({ value: quoteJql(name), label: name })

const named = (all: readonly ({ readonly name: string } | null)[]): readonly JqlSuggestion[] =>
  all.flatMap((one) => (one === null ? [] : [word(one.name)]))

const people = (all: readonly (Person | null)[]): readonly JqlSuggestion[] =>
  all.flatMap((one) => (one === null || one.id === '' ? [] : [{ value: quoteJql(one.id), label: one.name }]))

const project = ({ key, name }: { readonly key: string; readonly name: string }): JqlSuggestion => ({
  value: quoteJql(key),
  label: `${name} (${key})`,
})

const sprints = (rows: readonly Issue[]): readonly JqlSuggestion[] =>
  rows.flatMap(({ fields = [] }) =>
    fields.flatMap(({ value }) => (value.kind === 'sprints' ? value.sprints.map(({ name }) => word(name)) : [])),
  )

type Values = (copy: Copy, rows: readonly Issue[]) => readonly JqlSuggestion[]

const versions: Values = (_copy, rows) => named(rows.flatMap(({ fixVersions }) => fixVersions))
const persons: Values = (copy, rows) => {
  const me = copy.catalogue('myself')
  return people([
    ...(isPerson(me) ? [me] : []),
    ...rows.map(({ assignee }) => assignee),
    ...rows.map(({ reporter }) => reporter),
  ])
}

/** By the type of a field that a site's catalogue names. */
const byType: Readonly<Record<string, Values>> = {
  ApplicationUser: persons,
  User: persons,
  Project: (copy, rows) => [
    ...catalogue(copy, 'projects', isProject).map(project),
    ...rows.map((row) => project(row.project)),
  ],
  Status: (copy, rows) => named([...rows.map(({ status }) => status), ...catalogue(copy, 'statuses', isNamed)]),
  Priority: (copy, rows) => named([...catalogue(copy, 'priorities', isNamed), ...rows.map(({ priority }) => priority)]),
  Resolution: (copy, rows) =>
    named([...catalogue(copy, 'resolutions', isNamed), ...rows.map(({ resolution }) => resolution)]),
  IssueType: (copy, rows) => named([...catalogue(copy, 'issue-types', isNamed), ...rows.map(({ type }) => type)]),
  Version: versions,
  ProjectComponent: (_copy, rows) => named(rows.flatMap(({ components }) => components)),
  Sprint: (_copy, rows) => sprints(rows),
}

/** By the name of a field whose type says too little. */
const byName: Readonly<Record<string, Values>> = {
  labels: (_copy, rows) => rows.flatMap(({ labels }) => labels.map(word)),
  sprint: (_copy, rows) => sprints(rows),
  statuscategory: () => named([{ name: 'To Do' }, { name: 'In Progress' }, { name: 'Done' }]),
}

/** Values without those that came before, as the query would hold them. */
export const distinctValues = (values: readonly JqlSuggestion[]): readonly JqlSuggestion[] => {
  const distinct = new Map<string, JqlSuggestion>()
  for (const one of values) {
    const id = unquoteJql(one.value).toLowerCase()
    if (!distinct.has(id)) distinct.set(id, one)
  }
  return [...distinct.values()]
}

/** What the copy knows of a field's values: those of its rows and catalogues. Asks nobody. */
export const valuesOfCopy = (field: JqlField, copy: Copy, rows: readonly Issue[]): readonly JqlSuggestion[] => {
  const name = field.value.toLowerCase()
  const values = Object.hasOwn(byName, name)
    ? byName[name]
    : field.types
        .map((type) => (Object.hasOwn(byType, type) ? byType[type] : undefined))
        .find((one) => one !== undefined)
  return values === undefined ? [] : distinctValues(values(copy, rows))
}
