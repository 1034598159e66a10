import { describe, expect, it } from 'vitest'
import { machinePath, registryHost } from './hygiene.ts'
import { linesWith, readKeptFiles } from './kept-files.ts'
import { repositoryRoot } from './repository-root.ts'

const files = readKeptFiles(repositoryRoot)
const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? ''

describe('what is looked for', () => {
  it('is found when it is there', () => {
    const host = ['registry', 'npmjs', 'org'].join('.')
    const paths = ['root', 'work', 'home/somebody', 'Users/somebody'].map((folder) => `"/${folder}/x"`)
    expect(registryHost.test(`https://${host}/ink`)).toBe(true)
    expect(paths.map((path) => machinePath.test(path))).toEqual([true, true, true, true])
  })

  it('is not found in what only looks like it', () => {
    const innocent = [
      '/rest/api/2/issue/PAY-1/worklog',
      'https://jira.example/work/x',
      '~/work/x',
      '/home',
      '/workspace',
    ]
    expect(innocent.filter((text) => machinePath.test(text))).toEqual([])
    expect(registryHost.test('the npm registry')).toBe(false)
  })
})

describe('the files of this repository', () => {
  it('are all looked at', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', 'tools/repo/src/hygiene.ts']),
    )
  })

  it('name no package registry', () => {
    expect(linesWith(files, registryHost)).toEqual([])
  })

  it('hold no path of one machine', () => {
    expect(linesWith(files, machinePath)).toEqual([])
  })

  it('lock versions without the host they came from', () => {
    const lock = textOf('package-lock.json')
    expect(lock).toContain('"lockfileVersion"')
    // Workspaces are links to their own folders; anything else with a place would be a host.
    expect(lock.match(/"resolved": "(?!(packages|apps|tools)\/)[^"]*"/g)).toBeNull()
    expect(lock).not.toMatch(/"https?:\/\/[^"]*\.tgz"/)
  })
})
