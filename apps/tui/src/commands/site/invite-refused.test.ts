import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { passphrase, twoHomes } from './testing.ts'

const at = twoHomes()
const { add, addOAuth2, exported, joins, saved } = at

describe('refused is', () => {
  const changed = (edit: (invite: { site: { baseUrl: string; proxy?: string }; sealed?: object }) => void) => {
    const invite = JSON.parse(readFileSync(at.file, 'utf8')) as Parameters<typeof edit>[0]
    edit(invite)
    writeFileSync(at.file, JSON.stringify(invite))
  }
  const refusal = async (input = passphrase) => {
    const { code, stdout, stderr } = await joins(['--yes'], input)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toMatch(/hush|vier|wrong-pass/)
    expect(await saved()).toEqual([])
    expect(at.guest.secrets()).toEqual({})
    return stderr
  }

  test('a wrong passphrase', async () => {
    await addOAuth2()
    await exported()
    expect(await refusal('wrong-passphrase')).toContain('capitals and blanks count')
  })

  test.each<[string, Parameters<typeof changed>[0]]>([
    ['another host', ({ site }) => void (site.baseUrl = 'https://jira.evil.example')],
    ['a proxy in between', ({ site }) => void (site.proxy = 'http://proxy.evil.example:3128')],
    ['its seal cut off', (invite) => void delete invite.sealed],
  ])('an invite that was changed: %s', async (_what, edit) => {
    await addOAuth2()
    await exported()
    changed(edit)
    expect(await refusal()).toContain('Do not use it')
  })

  test('a seal cut off where no secret is shared, when a passphrase was given for it', async () => {
    await add(['--method', 'pat'])
    await exported()
    changed((invite) => void delete invite.sealed)
    expect(await refusal()).toContain('Do not use it')
  })

  test.each([
    ['another JSON file', '{"format":"something else"}'],
    ['a page', '<html>'],
    ['nothing at all', ''],
    ['far too much', ' '.repeat(1_100_000)],
  ])('a file that is no invite: %s', async (_what, text) => {
    writeFileSync(at.file, text)
    expect(await refusal()).toContain('mmd-tui site export')
  })

  test('a file that is not there', async () => {
    expect(await refusal()).toContain('(ENOENT)')
  })

  test('an invite without --yes where nobody can be asked', async () => {
    await addOAuth2()
    await exported()
    expect(await joins([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') })
    expect(await saved()).toEqual([])
  })

  test('a passphrase that is typed by nobody, and an invite and a passphrase in one pipe', async () => {
    await addOAuth2()
    await exported()
    const asked = await at.guest.run(['site', 'join', at.file, '--yes'])
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--passphrase-stdin') })
    const both = await at.guest.run(['site', 'join', '-', '--passphrase-stdin', '--yes'], {
      input: readFileSync(at.file, 'utf8'),
    })
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('one thing') })
  })
})

describe('an export is refused', () => {
  const fails = async (flags: readonly string[], input = passphrase) => {
    const { code, stdout, stderr } = await at.host.run(['site', 'export', 'acme', ...flags], { input })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    return stderr
  }

  test.each([
    ['without the secret that all share', ['--no-secret'], 'mmd-tui site add'],
    ['with a passphrase for nothing', ['--no-secret', '--passphrase-stdin'], 'Leave one'],
    ['without a passphrase where nobody can be asked', [], '--passphrase-stdin'],
  ])('%s', async (_what, flags, way) => {
    await addOAuth2()
    expect(await fails(flags)).toContain(way)
  })

  test('with a weak passphrase', async () => {
    await addOAuth2()
    expect(await fails(['--passphrase-stdin'], 'short')).toContain('at least 8')
  })

  test('where the secret is not stored', async () => {
    await add(['--client-id', 'abc'])
    expect(await fails(['--passphrase-stdin'])).toContain('site edit acme --client-secret-stdin')
  })

  test('over a file that is there, unless it is forced', async () => {
    await addOAuth2()
    writeFileSync(at.file, 'mine', { mode: 0o644 })
    expect(await fails(['-o', at.file, '--passphrase-stdin'])).toContain('--force')
    expect(readFileSync(at.file, 'utf8')).toBe('mine')
    await exported(['--force'])
    expect(statSync(at.file).mode & 0o777).toBe(0o600)
    expect((await joins()).code).toBe(0)
  })

  test('into a folder that is not there', async () => {
    await addOAuth2()
    expect(await fails(['-o', join(at.host.home, 'nowhere', 'x'), '--passphrase-stdin'])).toContain('(ENOENT)')
  })
})
