import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { boundaryProblems } from './boundaries.ts'
import { repositoryRoot } from './repository-root.ts'
import { readWorkspaces } from './workspaces.ts'

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** A repository in a temporary folder with the given files, the real lint configuration and a package.json. */
const givenRepository = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'guards-'))
  folders.push(root)
  await copyFile(join(repositoryRoot, '.oxlintrc.json'), join(root, '.oxlintrc.json'))
  const all = { 'package.json': JSON.stringify({ workspaces: ['packages/*', 'apps/*', 'tools/*'] }), ...files }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return root
}

const manifest = (name: string): string => JSON.stringify({ name, nx: { tags: ['layer:core'] } })

interface LintResult {
  readonly code: number
  /** Rule and file of each finding. */
  readonly findings: readonly string[]
}

interface LintReport {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
}

const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin', 'oxlint')

const lint = (root: string): Promise<LintResult> =>
  new Promise((resolve) => {
    const env = { ...process.env, PATH: `${join(repositoryRoot, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}` }
    execFile(process.execPath, [oxlint, '--format', 'json'], { cwd: root, env }, (error, stdout) => {
      const { diagnostics } = JSON.parse(stdout) as LintReport
      const findings = diagnostics.map(({ code, filename }) => `${code} ${filename}`).sort()
      resolve({ code: error === null ? 0 : 1, findings })
    })
  })

const clean = 'export const probe = 1\n'
const undeclared = "import { openReplica } from '@mmd/replica'\n\nexport const probe = openReplica\n"
const relativePath = "import { openReplica } from '../../replica/src/index.ts'\n\nexport const probe = openReplica\n"

describe('an import between packages that nobody declared', () => {
  const given = (probe: string): Promise<string> =>
    givenRepository({ 'packages/auth/package.json': manifest('@mmd/auth'), 'packages/auth/src/probe.ts': probe })

  it('fails the boundary check and the linter', async () => {
    const root = await given(undeclared)
    expect(boundaryProblems(readWorkspaces(root))).toEqual(['packages/auth/src/probe.ts: may not use @mmd/replica'])
    expect(await lint(root)).toEqual({
      code: 1,
      findings: ['eslint(no-restricted-imports) packages/auth/src/probe.ts'],
    })
  })

  it('fails the boundary check when it goes round the package name', async () => {
    const root = await given(relativePath)
    expect(boundaryProblems(readWorkspaces(root))).toEqual([
      'packages/auth/src/probe.ts: reaches out of its package with ../../replica/src/index.ts',
    ])
  })

  it('is the only thing that was wrong: without it both are content', async () => {
    const root = await given(clean)
    expect(boundaryProblems(readWorkspaces(root))).toEqual([])
    expect(await lint(root)).toEqual({ code: 0, findings: [] })
  })

  it.each(['jira-api', 'rich-text', 'replica', 'jira-sandbox'])('fails the linter in %s too', async (name) => {
    const root = await givenRepository({
      [`packages/${name}/src/probe.ts`]: "import { signIn } from '@mmd/auth'\n\nexport const probe = signIn\n",
    })
    expect(await lint(root)).toEqual({
      code: 1,
      findings: [`eslint(no-restricted-imports) packages/${name}/src/probe.ts`],
    })
  })

  it('fails the linter when the app reaches for a tool', async () => {
    const root = await givenRepository({
      'apps/tui/src/probe.ts':
        "import { openScreen } from '@mmd/tools-screen-driver'\n\nexport const probe = openScreen\n",
    })
    expect((await lint(root)).findings).toEqual(['eslint(no-restricted-imports) apps/tui/src/probe.ts'])
  })
})

describe('a cycle between files', () => {
  it('fails the linter', async () => {
    const root = await givenRepository({
      'packages/auth/src/one.ts': "import { two } from './two.ts'\n\nexport const one = (): number => two\n",
      'packages/auth/src/two.ts': "import { one } from './one.ts'\n\nexport const two = one()\n",
    })
    const { code, findings } = await lint(root)
    expect(code).toBe(1)
    expect(findings).toEqual(['import(no-cycle) packages/auth/src/one.ts', 'import(no-cycle) packages/auth/src/two.ts'])
  })
})
