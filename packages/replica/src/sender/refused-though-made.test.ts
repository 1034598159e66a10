import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { me, senderWorld, wiki } from './testing.ts'

const refusal = (status: number): Error => new JiraApiError('refused', 'The property is too long', { status })

test.each([
  [400, 'made', 'sent', 1],
  [413, 'made', 'sent', 1],
  [400, 'made without its mark', 'sent', 1],
  [413, 'made without its mark', 'sent', 1],
  [400, 'not made', 'failed', 0],
  [413, 'not made', 'failed', 0],
] as const)('a comment that is refused with %i and %s all the same is %s, and not there twice', async (...given) => {
  const [status, made, state, count] = given
  let refuses = true
  const { engine, put, stored, key, other } = await senderWorld({
    between: (client) => ({
      addComment: async (...args) => {
        if (!refuses) return client.addComment(...args)
        const [key, { mark, ...bare }] = args
        if (made === 'made') await client.addComment(...args)
        else if (made !== 'not made') await client.addComment(key, bare)
        throw refusal(status)
      },
    }),
  })
  const counted = async (): Promise<number> =>
    (await other.comments({ key, maxResults: 1000 })).comments.filter(({ body }) => body.source === 'Once').length
  const { id } = put({ kind: 'add-comment', key, body: wiki('Once'), typed: 'Once', author: me })
  await engine.wake()
  await engine.idle()
  refuses = false
  expect([stored(id).state, await counted()]).toEqual([state, count])
  if (state === 'sent') expect(stored(id).result?.comment?.id).toMatch(/^\d+$/)
  else expect(stored(id).error).toMatchObject({ code: 'refused', details: { status } })
})

test('what was said before is not taken for a comment that is refused', async () => {
  const { engine, put, stored, key, other } = await senderWorld({
    between: () => ({
      addComment: async () => {
        throw refusal(400)
      },
    }),
  })
  const before = await other.addComment(key, { body: wiki('Once') })
  const { id } = put({
    kind: 'add-comment',
    key,
    body: wiki('Once'),
    typed: 'Once',
    author: me,
    known: [before.id],
  })
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('failed')
})
