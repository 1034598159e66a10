import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deployments } from '../testing/sites.ts'
import { writableSite } from './testing-writes.ts'

describe.each(deployments)('on %s', (deployment) => {
  const at = writableSite(deployment)
  const { run, write, view, keysOf } = at

  test('issues are linked in the words of either direction, and the link is taken away', async () => {
    const [key = '', other = ''] = await keysOf('project = OPS', 2)
    await write(['link', key, other, '--type', 'is blocked by'])
    expect((await view(key)).links).toContainEqual(expect.objectContaining({ key: other, relation: 'is blocked by' }))
    expect((await view(other)).links).toContainEqual(expect.objectContaining({ key, relation: 'blocks' }))
    expect(await write(['link', key, other, '--type', 'is blocked by', '--remove'])).toMatchObject({
      action: 'unlink',
      state: 'sent',
    })
    expect((await view(key)).links.filter((link) => link.key === other && link.relation === 'is blocked by')).toEqual(
      [],
    )
    const gone = await run(['link', key, other, '--type', 'is blocked by', '--remove'])
    expect({ code: gone.code, said: gone.stderr.split('\n')[0] }).toEqual({
      code: 5,
      said: `${key}: There is no such link to ${other}`,
    })
    const unknown = await run(['link', key, other, '--type', 'eats'])
    expect({ code: unknown.code, listed: unknown.stderr.includes('is blocked by') }).toEqual({ code: 5, listed: true })
  })

  test('an address is linked once, its title changed, and taken away', async () => {
    const [key = ''] = await keysOf('project = OPS', 1)
    const url = 'https://example.com/log'
    await write(['link', key, '--url', url, '--title', 'The log'])
    await write(['link', key, '--url', url, '--title', 'The long log'])
    const links = (await view(key)).remoteLinks.filter((link) => link.url === url)
    expect(links.map(({ title }) => title)).toEqual(['The long log'])
    await write(['link', key, '--url', url, '--remove'])
    expect((await view(key)).remoteLinks.some((link) => link.url === url)).toBe(false)
  })

  test('files are attached, saved and deleted', async () => {
    const [key = ''] = await keysOf('project = OPS', 1)
    const folder = mkdtempSync(join(at.site.cli.home, 'files-'))
    const [one, two, saved] = ['trace one.log', 'two.txt', 'saved.log'].map((name) => join(folder, name))
    writeFileSync(one ?? '', 'first')
    writeFileSync(two ?? '', 'second')
    expect(await write(['attach', key, one ?? '', two ?? ''])).toMatchObject({ action: 'attach', state: 'sent' })
    const { attachments } = await view(key)
    const attached = attachments.find(({ filename }) => filename === 'trace one.log')
    expect(attachments.map(({ filename }) => filename)).toEqual(expect.arrayContaining(['trace one.log', 'two.txt']))
    const file = await at.site.cli.json(['issue', 'attach', key, '--save', attached?.id ?? '', '-o', saved ?? ''])
    expect(file).toEqual({ id: attached?.id, path: saved, size: 5 })
    expect(readFileSync(saved ?? '', 'utf8')).toBe('first')
    expect((await run(['attach', key, '--save', attached?.id ?? '', '-o', saved ?? ''])).code).toBe(2)
    expect(await write(['attach', key, '--delete', attached?.id ?? ''])).toMatchObject({
      state: 'sent',
      undo: expect.any(String),
    })
    expect((await view(key)).attachments.some(({ id }) => id === attached?.id)).toBe(false)
  })
})
