import { type IssueKey, toIssueKey, type User } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { resolvePerson } from './resolve-person.ts'

const people: readonly User[] = [
  { id: 'mira', name: 'Mira Lindqvist', active: true },
  { id: 'mirabel', name: 'Mirabel Stone', active: true },
  { id: 'j.doe', name: 'Jo Doe', active: true },
  { id: 'j.doe2', name: 'Jo Doe', active: true },
]

const site = {
  assignable: async ({ text }: { text: string }) =>
    people.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(text.toLowerCase())),
  myself: async () => ({ id: 'me', name: 'Myself', active: true, email: null, timeZone: null }),
}

const key = toIssueKey('PAY-1') as IssueKey
const resolve = (name: string) => resolvePerson(site, key, name)

describe('a person', () => {
  test.each([
    ['mira', 'mira'],
    ['MIRA', 'mira'],
    ['mirabel stone', 'mirabel'],
    ['j.doe2', 'j.doe2'],
    ['me', 'me'],
  ])('is found as %s', async (name, id) => {
    expect(await resolve(name)).toMatchObject({ id })
  })

  test('may be whomever the project names', async () => {
    expect(await resolve('default')).toBe('automatic')
  })

  test('may be nobody', async () => {
    expect(await resolve('none')).toBeNull()
  })

  test.each([
    ['jo doe', 'j.doe (Jo Doe), j.doe2 (Jo Doe)'],
    ['mir', 'mira (Mira Lindqvist), mirabel (Mirabel Stone)'],
    ['nobody at all', 'Give the login name'],
  ])('is not guessed from %s; the candidates are named', async (name, hint) => {
    await expect(resolve(name)).rejects.toMatchObject({ code: 'unknown-person', hint: expect.stringContaining(hint) })
  })
})
