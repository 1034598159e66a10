import type { IssueDetail } from '@mmd/jira-api'
import type { DevelopmentPart } from '@mmd/replica'
import type { Piece } from '../../../components/pieces.ts'
import type { IssueInput } from '../issue-input.ts'
import { webItem } from '../item.ts'
import { type Row, row } from '../row.ts'
import { absentRows, type Section } from '../section.ts'

/** Branches, pull requests, builds and deployments. */
export const developmentSection = (detail: IssueDetail, input: IssueInput): Section => {
  const part = input.parts?.development
  const counts =
    part?.overview?.counts ??
    detail.fields.flatMap(({ value }) => (value.kind === 'development' ? [value.development] : []))[0]
  return {
    name: 'development',
    count:
      counts === undefined
        ? null
        : counts.branches + counts.pullRequests + counts.commits + counts.builds + counts.deployments,
    wants: 'development',
    rows: part === undefined ? absentRows(input, 'development', 'development') : partRows(part, input),
  }
}

const stateRole = (state: string): Piece[0] => {
  if (/fail|declin|error|broken/i.test(state)) return 'bad'
  if (/merg|success|complete|deployed/i.test(state)) return 'good'
  return 'indeterminate'
}

/** One thing that developers have linked: its kind, its name, how it stands, and where it is. */
interface Linked {
  readonly kind: string
  readonly name: string
  readonly state: string
  readonly where: string | null
  readonly url: string | null
}

const linkedOf = ({ details }: DevelopmentPart): readonly Linked[] =>
  details.flatMap(({ branches, pullRequests, commits, builds, deployments }) => [
    ...branches.map(({ name, repository, url }) => ({ kind: 'branch', name, state: '', where: repository, url })),
    ...pullRequests.map(({ name, status, repository, url }) => ({
      kind: 'pull request',
      name,
      state: status,
      where: repository,
      url,
    })),
    ...commits.map(({ id, message, repository, url }) => ({
      kind: 'commit',
      name: `${id} ${message}`,
      state: '',
      where: repository,
      url,
    })),
    ...builds.map(({ name, state, url }) => ({ kind: 'build', name, state, where: null, url })),
    ...deployments.map(({ name, state, environment, url }) => ({
      kind: 'deployment',
      name,
      state,
      where: environment,
      url,
    })),
  ])

const partRows = (part: DevelopmentPart, input: IssueInput): readonly Row[] => {
  const linked = linkedOf(part)
  const problems = [...(part.overview?.problems ?? []), ...part.details.flatMap((detail) => detail.problems)]
  return [
    ...linked.map(({ kind, name, state, where, url }, at) =>
      row(
        [
          ['dim', kind.padEnd(13)],
          url === null ? ['text', name] : ['text', name, url],
          [stateRole(state), state === '' ? '' : ` ${state}`],
          ['faint', where === null ? '' : `  ${where}`],
        ],
        input,
        url === null ? {} : { item: webItem(`development ${at}`, url) },
      ),
    ),
    ...problems.map((problem) => row([['warn', problem]], input)),
    ...(linked.length + problems.length > 0
      ? []
      : [row([['faint', part.overview === null ? 'This site does not tell' : 'Nothing is linked yet']], input)]),
  ]
}
