import { type CustomField, customFields, type FieldOption } from '../world/custom-fields.ts'
import { teams } from '../world/teams.ts'
import type { ProjectPart, SandboxIssue } from '../world/world.ts'
import type { ChoiceClause, Clause } from './clause.ts'
import type { JqlContext } from './context.ts'
import { userClause } from './people.ts'

const listOf = (issue: SandboxIssue, id: string): readonly string[] => {
  const value = issue.custom.get(id)
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}

const numberOf = (issue: SandboxIssue, id: string): number | undefined => {
  const value = issue.custom.get(id)
  return typeof value === 'number' ? value : undefined
}

const flatten = (options: readonly FieldOption[]): readonly FieldOption[] =>
  options.flatMap((option) => [option, ...flatten(option.children ?? [])])

const choice = (
  field: CustomField,
  resolve: ChoiceClause['resolve'],
  more: Partial<ChoiceClause> = {},
): ChoiceClause => ({
  kind: 'choice',
  name: field.name,
  values: (issue) => listOf(issue, field.id),
  resolve,
  emptiable: true,
  sort: (issue) => listOf(issue, field.id)[0],
  ...more,
})

const optionClause = (field: CustomField): ChoiceClause => {
  const options = flatten(field.options ?? [])
  return choice(field, (text) => {
    const ids = options
      .filter(({ id, value }) => id === text || value.toLowerCase() === text.toLowerCase())
      .map(({ id }) => id)
    return ids.length === 0 ? undefined : ids
  })
}

const sprintClause = (field: CustomField): ChoiceClause => {
  const inState =
    (state: string) =>
    (_: readonly string[], { world: { sprints } }: JqlContext): readonly string[] =>
      sprints.filter((sprint) => sprint.state === state).map(({ id }) => String(id))
  return choice(
    field,
    (text, { world: { sprints } }) => {
      const found = sprints.filter(({ id, name }) => String(id) === text || name.toLowerCase() === text.toLowerCase())
      return found.length === 0 ? undefined : found.map(({ id }) => String(id))
    },
    {
      functions: { opensprints: inState('ACTIVE'), closedsprints: inState('CLOSED'), futuresprints: inState('FUTURE') },
    },
  )
}

const dayOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text))

const isNamed = ({ id, name }: ProjectPart, text: string): boolean =>
  id === text || name.toLowerCase() === text.toLowerCase()

const orUndefined = (parts: readonly ProjectPart[]): readonly string[] | undefined =>
  parts.length === 0 ? undefined : parts.map(({ id }) => id)

const clauseFor = (field: CustomField): Clause | undefined => {
  switch (field.kind) {
    case 'text':
    case 'textarea':
    case 'url':
      return {
        kind: 'text',
        name: field.name,
        texts: (issue) => listOf(issue, field.id),
        sort: (issue) => listOf(issue, field.id)[0],
      }
    case 'date':
      return {
        kind: 'date',
        name: field.name,
        value: (issue) => dayOf(listOf(issue, field.id)[0]),
        sort: (issue) => listOf(issue, field.id)[0],
      }
    case 'labels':
      return choice(field, (text) => [text])
    case 'group':
    case 'multigroup':
      return choice(field, (text, { world }) => (world.groups.has(text) ? [text] : undefined))
    case 'version':
    case 'multiversion':
      return choice(field, (text, { projects }) =>
        orUndefined(projects.flatMap(({ versions }) => versions).filter((version) => isNamed(version, text))),
      )
    case 'project':
      return choice(field, (text, { projects }) => {
        const found = projects.find(({ id, key, name }) => id === text || key === text.toUpperCase() || name === text)
        return found === undefined ? undefined : [found.key]
      })
    case 'team':
      return choice(field, (text) => (teams.some(({ id }) => String(id) === text) ? [text] : undefined))
    case 'number':
    case 'datetime':
      return {
        kind: field.kind === 'number' ? 'number' : 'date',
        name: field.name,
        value: (issue) => numberOf(issue, field.id),
        sort: (issue) => numberOf(issue, field.id),
      }
    case 'select':
    case 'multiselect':
    case 'cascading':
      return optionClause(field)
    case 'user':
    case 'multiuser':
      return userClause(field.name, (issue) => listOf(issue, field.id))
    case 'epic-link':
    case 'parent-link':
      return choice(field, (text, { world }) => {
        const epic = world.findIssue(text)
        return epic === undefined ? undefined : [epic.key]
      })
    case 'sprint':
      return sprintClause(field)
    case 'sla':
    case 'request-type':
      return undefined
    case 'opaque':
      return field.name === 'Rank'
        ? { kind: 'text', name: field.name, texts: () => [], sort: (issue) => listOf(issue, field.id)[0] }
        : undefined
  }
}

const clauses = customFields.flatMap((field) => {
  const clause = clauseFor(field)
  return clause === undefined ? [] : [{ field, clause }]
})

/** The clauses of a custom field by `cf[10201]` or by name in lower case; a name may belong to several. */
export const customClauses = (name: string): readonly Clause[] =>
  clauses
    .filter(({ field }) => name === `cf[${field.number}]` || name === field.name.toLowerCase())
    .map(({ clause, field }) => (name.startsWith('cf[') ? { ...clause, name: `cf[${field.number}]` } : clause))
