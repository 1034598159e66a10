import { describe, expect, test } from 'vitest'
import { keys, sharedSite, words } from './testing.ts'

const at = sharedSite()
const { issue, json, find } = at

describe('issue view', () => {
  test('calls who is mentioned by their name, where they are on the issue', async () => {
    const { key } = await find('project = PAY ORDER BY key DESC')
    await json(['comment', key, '--body', 'See [~mira] and [~nobody.here]', '--raw'])
    expect((await issue(['view', key])).stdout).toContain('See @Mira Lindqvist and @nobody.here')
  })

  test('gives the whole issue as JSON in one request, and one for what it is linked to', async () => {
    const { key } = await find('comment ~ "a" OR description is not EMPTY')
    at.sandbox.journal.clear()
    const detail = await json<object>(['view', key.toLowerCase()])
    expect(Object.keys(detail)).toEqual([
      ...keys,
      ...words('description comments commentTotal links subtasks attachments worklogs worklogTotal fields'),
      ...words('remoteLinks pages'),
    ])
    expect(new Set(at.sandbox.journal.entries.map(({ path }) => path.split('/').at(-1)))).toEqual(
      new Set([key, 'remotelink']),
    )
    expect(at.sandbox.journal.entries).toHaveLength(2)
  })

  test('prints what people read, or only the fields that are named', async () => {
    const { key, status } = await find('assignee = mira')
    const shown = await issue(['view', key])
    expect(shown.stdout).toContain(`${at.sandbox.baseUrl}/browse/${key}`)
    expect(shown.stdout).toMatch(/^Assignee {6}Mira Lindqvist$/m)
    const released = await issue(['view', (await find('fixVersion is not EMPTY')).key])
    expect(released.stdout).toMatch(/^Fix versions {2}\S/m)
    expect((await issue(['view', key, '--fields', 'status,assignee'])).stdout).toBe(
      `status: ${status}\nassignee: Mira Lindqvist\n`,
    )
  })

  test.each([
    [['view', 'PAY-999999'], 4],
    [['view', 'not a key'], 2],
    [['view', 'PAY-1', '--fields', 'colour'], 2],
  ])('answers %j with exit code %i and two lines', async (args, code) => {
    const result = await issue(args)
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/)
  })
})
