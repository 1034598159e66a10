import { describe, expect, it } from 'vitest'
import { readKeptFiles } from './kept-files.ts'
import { repositoryRoot } from './repository-root.ts'

const files = readKeptFiles(repositoryRoot)
const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? ''

describe('the ways in', () => {
  it('CI runs what a person runs', () => {
    expect(textOf('.ci/run')).toMatch(/^[^#\n]*\bnpm (run )?test\b/m)
  })

  it.each(['npm run demo', 'npm test'])('the README shows %s', (command) => {
    expect(textOf('README.md')).toContain(command)
  })

  it.each(['demo', 'test'])('npm knows the script %s', (script) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    expect(scripts).toHaveProperty(script)
  })
})
