import { describe, expect, it } from 'vitest'
import { boundaryProblems } from './boundaries.ts'
import { importsIn, type ModuleImport } from './imports.ts'
import { repositoryRoot } from './repository-root.ts'
import { readWorkspaces, type Workspace } from './workspaces.ts'

const layers: Readonly<Record<string, string>> = { packages: 'core', apps: 'app', tools: 'tool' }

const givenWorkspace = (
  name: string,
  folder: string,
  files: Readonly<Record<string, string>> = {},
  declared: Partial<Pick<Workspace, 'dependencies' | 'devDependencies' | 'tags'>> = {},
): Workspace => ({
  name,
  folder,
  tags: [`layer:${layers[folder.split('/')[0] ?? '']}`],
  dependencies: [],
  devDependencies: [],
  sources: Object.entries(files).map(([path, source]) => ({ path, imports: importsIn(source) as ModuleImport[] })),
  ...declared,
})

/** An import that is not one in the eyes of the check of this very file. */
const lazily = (name: string): string => `const it = await import('${name}')`

describe('this repository', () => {
  const workspaces = readWorkspaces(repositoryRoot)

  it('keeps to who may import whom', () => {
    expect(boundaryProblems(workspaces)).toEqual([])
  })

  it('was really looked at', () => {
    expect(workspaces.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['@mmd/auth', '@mmd/jira-api', '@mmd/replica', 'mmd-tui', '@mmd/tools-repo']),
    )
    const replica = workspaces.find(({ name }) => name === '@mmd/replica')
    const used = replica?.sources.flatMap(({ imports }) => imports.map(({ specifier }) => specifier))
    expect(used).toContain('@mmd/jira-api')
  })
})

describe('the rules', () => {
  it('refuse a forbidden import, declared or not', () => {
    const files = { 'src/a.ts': "import { x } from '@mmd/replica'" }
    const declared = givenWorkspace('@mmd/auth', 'packages/auth', files, { dependencies: ['@mmd/replica'] })
    expect(boundaryProblems([givenWorkspace('@mmd/auth', 'packages/auth', files)])).toEqual([
      'packages/auth/src/a.ts: may not use @mmd/replica',
    ])
    expect(boundaryProblems([declared])).toEqual([
      'packages/auth: may not have @mmd/replica in dependencies',
      'packages/auth/src/a.ts: may not use @mmd/replica',
    ])
  })

  it('refuse an allowed import that is not declared', () => {
    const files = { 'src/a.ts': "import type { Issue } from '@mmd/jira-api'" }
    expect(boundaryProblems([givenWorkspace('@mmd/replica', 'packages/replica', files)])).toEqual([
      'packages/replica/src/a.ts: uses @mmd/jira-api, which package.json does not declare for it',
    ])
  })

  it('let tests alone use what is declared for development', () => {
    const use = "import { startSandbox } from '@mmd/jira-sandbox'"
    const files = { 'src/a.test.ts': use, 'src/b.ts': use }
    const auth = givenWorkspace('@mmd/auth', 'packages/auth', files, { devDependencies: ['@mmd/jira-sandbox'] })
    expect(boundaryProblems([auth])).toEqual(['packages/auth/src/b.ts: may not use @mmd/jira-sandbox'])
  })

  it('refuse a way out by a relative path', () => {
    const files = {
      'src/a.ts': "import { x } from '../../auth/src/index.ts'",
      'src/deep/b.ts': "import { x } from '../a.ts'",
      'vitest.config.ts': "import { sharedConfig } from '../../vitest.shared.ts'",
    }
    expect(boundaryProblems([givenWorkspace('@mmd/jira-api', 'packages/jira-api', files)])).toEqual([
      'packages/jira-api/src/a.ts: reaches out of its package with ../../auth/src/index.ts',
    ])
  })

  it('let nobody import the app, not even a tool', () => {
    const files = { 'src/a.ts': lazily('mmd-tui/main') }
    const tool = givenWorkspace('@mmd/tools-bench', 'tools/bench', files, { dependencies: ['mmd-tui'] })
    expect(boundaryProblems([tool])).toEqual([
      'tools/bench: may not have mmd-tui in dependencies',
      'tools/bench/src/a.ts: may not use mmd-tui',
    ])
  })

  it('let the app’s tests use the screen driver, and its own code no tool', () => {
    const use = "import { openScreen } from '@mmd/tools-screen-driver'"
    const files = { 'src/a.test.tsx': use, 'src/b.ts': use }
    const tui = givenWorkspace('mmd-tui', 'apps/tui', files, { devDependencies: ['@mmd/tools-screen-driver'] })
    expect(boundaryProblems([tui])).toEqual(['apps/tui/src/b.ts: may not use @mmd/tools-screen-driver'])
  })

  it('let the sandbox into the app at one place, when asked for', () => {
    const dependencies = ['@mmd/jira-sandbox']
    const lazy = { 'src/demo.ts': lazily('@mmd/jira-sandbox') }
    const eager = { 'src/demo.ts': "import { startSandbox } from '@mmd/jira-sandbox'" }
    const typed = { 'src/b.ts': "import type { Sandbox } from '@mmd/jira-sandbox'" }
    const worker = { 'src/sandbox-worker.ts': eager['src/demo.ts'] }
    const problems = (files: Readonly<Record<string, string>>): readonly string[] =>
      boundaryProblems([givenWorkspace('mmd-tui', 'apps/tui', files, { dependencies })])
    expect(problems({ ...lazy, ...typed })).toEqual([])
    expect(problems(worker)).toEqual([])
    expect(problems(eager)).toEqual(['apps/tui/src/demo.ts: loads @mmd/jira-sandbox before it is asked for'])
    expect(problems({ ...lazy, ...worker })).toEqual([
      'apps/tui: @mmd/jira-sandbox comes in at several places: src/demo.ts, src/sandbox-worker.ts',
    ])
  })

  it('ask for the layer that the folder says, and for a decision about each new package', () => {
    const stray = givenWorkspace('@mmd/cache', 'packages/cache', {}, { tags: ['layer:tool'] })
    expect(boundaryProblems([stray])).toEqual([
      'packages/cache: is tagged layer:tool, not layer:core',
      'packages/cache: nobody has decided what @mmd/cache may use',
    ])
  })
})
