import { posix } from 'node:path'
import type { SourceFile, Workspace } from './workspaces.ts'

/** Which of our packages a package's own code may use (`docs/` says why); a tool may use every package and tool. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  '@mmd/auth': [],
  '@mmd/rich-text': [],
  '@mmd/jira-sandbox': [],
  '@mmd/jira-api': ['@mmd/rich-text'],
  '@mmd/replica': ['@mmd/jira-api'],
  'mmd-tui': ['@mmd/replica', '@mmd/jira-api', '@mmd/rich-text', '@mmd/auth', '@mmd/jira-sandbox'],
}

/** What tests may use on top, by layer. */
const testsMayUse: Readonly<Record<string, readonly string[]>> = {
  'layer:core': ['@mmd/jira-sandbox', '@mmd/jira-api', '@mmd/rich-text'],
  'layer:app': ['@mmd/tools-screen-driver'],
  'layer:tool': [],
}

const layerOfFolder: Readonly<Record<string, string>> = {
  packages: 'layer:core',
  apps: 'layer:app',
  tools: 'layer:tool',
}

const app = 'mmd-tui'
const sandbox = '@mmd/jira-sandbox'

const isOurs = (name: string): boolean => name.startsWith('@mmd/') || name === app

/** `@mmd/auth/testing` → `@mmd/auth`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const isTest = (path: string): boolean =>
  /\.test\.tsx?$|(^|\/)(test|testing|e2e|fixtures)\/|(^|\/)(testing|vitest[^/]*\.config)\.ts$/.test(path)

const isAllowed = (workspace: Workspace, name: string, inTest: boolean): boolean => {
  if (name === app) return false
  if (workspace.tags.includes('layer:tool')) return true
  if (mayUse[workspace.name]?.includes(name)) return true
  return inTest && workspace.tags.some((tag) => testsMayUse[tag]?.includes(name))
}

const layerProblems = (workspace: Workspace): readonly string[] => {
  const layers = workspace.tags.filter((tag) => tag.startsWith('layer:'))
  const expected = layerOfFolder[workspace.folder.split('/')[0] ?? '']
  const problems: string[] = []
  if (layers.join() !== expected)
    problems.push(`${workspace.folder}: is tagged ${layers.join() || 'with no layer'}, not ${expected}`)
  if (expected !== 'layer:tool' && mayUse[workspace.name] === undefined)
    problems.push(`${workspace.folder}: nobody has decided what ${workspace.name} may use`)
  return problems
}

const declarationProblems = (workspace: Workspace): readonly string[] => {
  const problem = (kind: string, name: string): string => `${workspace.folder}: may not have ${name} in ${kind}`
  return [
    ...workspace.dependencies
      .filter((name) => isOurs(name) && !isAllowed(workspace, name, false))
      .map((name) => problem('dependencies', name)),
    ...workspace.devDependencies
      .filter((name) => isOurs(name) && !isAllowed(workspace, name, true))
      .map((name) => problem('devDependencies', name)),
  ]
}

const importProblem = (workspace: Workspace, path: string, specifier: string): string | undefined => {
  const place = `${workspace.folder}/${path}`
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    const isRootFile = /^(\.\.\/)+vitest\.shared\.ts$/.test(target)
    return target.startsWith('../') && !isRootFile
      ? `${place}: reaches out of its package with ${specifier}`
      : undefined
  }
  const name = packageOf(specifier)
  if (!isOurs(name) || name === workspace.name) return undefined
  const inTest = isTest(path)
  if (!isAllowed(workspace, name, inTest)) return `${place}: may not use ${name}`
  const declared = inTest ? [...workspace.dependencies, ...workspace.devDependencies] : workspace.dependencies
  return declared.includes(name) ? undefined : `${place}: uses ${name}, which package.json does not declare for it`
}

const importProblems = (workspace: Workspace): readonly string[] =>
  workspace.sources.flatMap(({ path, imports }) =>
    imports.flatMap(({ specifier }) => importProblem(workspace, path, specifier) ?? []),
  )

/** The sandbox is for the demo: it comes in at one place, when asked for. */
const sandboxProblems = (workspace: Workspace): readonly string[] => {
  if (workspace.name !== app) return []
  const loads = ({ imports }: SourceFile, kind: 'static' | 'dynamic'): boolean =>
    imports.some((one) => packageOf(one.specifier) === sandbox && one.kind === kind)
  const own = workspace.sources.filter(({ path }) => !isTest(path))
  const places = own.filter((file) => loads(file, 'static') || loads(file, 'dynamic'))
  const eager = own.filter((file) => loads(file, 'static') && !/(^|\/)sandbox-worker\.tsx?$/.test(file.path))
  return [
    ...eager.map(({ path }) => `${workspace.folder}/${path}: loads ${sandbox} before it is asked for`),
    ...(places.length > 1
      ? [`${workspace.folder}: ${sandbox} comes in at several places: ${places.map(({ path }) => path).join(', ')}`]
      : []),
  ]
}

/** Everything that breaks the rules of who may import whom; one sentence each, empty when all is well. */
export const boundaryProblems = (workspaces: readonly Workspace[]): readonly string[] =>
  workspaces.flatMap((workspace) => [
    ...layerProblems(workspace),
    ...declarationProblems(workspace),
    ...importProblems(workspace),
    ...sandboxProblems(workspace),
  ])
