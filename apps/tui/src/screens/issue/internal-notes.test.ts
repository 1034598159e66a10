import type { IssueKey } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { deployments, type IssueWorld, openIssueWorld } from './testing.ts'

/** A request of the service desk with a reply and a note of somebody else. */
const furnished = async ({ client, remote, somebody }: IssueWorld): Promise<IssueKey> => {
  const { issues } = await client.search({ jql: 'project = SUP ORDER BY key', maxResults: 1 })
  const key = issues[0]?.key
  if (key === undefined) throw new Error('the service desk has no requests')
  const times = { created: Date.now() - 60_000, updated: Date.now() - 60_000 }
  const said = { authorKey: somebody, updateAuthorKey: null, ...times }
  remote(key).comments = [
    { ...said, id: '990001', body: 'We are on it.' },
    {
      ...said,
      id: '990002',
      body: 'It is the bank again.',
      properties: new Map([['sd.public.comment', { internal: true }]]),
    },
  ]
  return key
}

/** The heads of the comments on screen. */
const heads = (site: IssueWorld): readonly string[] =>
  site
    .screen()
    .split('\n')
    .filter((line) => / ago|just now|being sent/.test(line) && / · /.test(line))

const isMarked = (text: string): boolean => / · internal +│/.test(text)

const opened = async (site: IssueWorld): Promise<IssueKey> => {
  const key = await furnished(site)
  site.open(key)
  await site.world.session().replica.openIssue(key)
  await site.untilShown(/Comments \d/)
  site.world.press('g', 'c')
  return key
}

describe.each(deployments)('on %s', (deployment) => {
  test('a note of a service desk is marked, and what is not known does not look like a reply', async () => {
    const site = await openIssueWorld(deployment)
    const key = await opened(site)
    if (!isMarked(site.screen())) expect(site.screen()).toContain('asking who may read them…')
    await site.untilShown(/ · internal +│/)
    await site.untilShown(/Comments 2 +─/)
    expect(heads(site).filter((line) => isMarked(line))).toHaveLength(1)
    expect(site.asked(new RegExp(`${key}/comment$`))).toBe(deployment === 'cloud' ? 0 : 1)
  })

  test('one’s own note keeps its mark when it is sent and the issue is fetched again', async () => {
    const site = await openIssueWorld(deployment)
    const key = await opened(site)
    await site.untilShown(/ · internal +│/)
    site.world.press('C')
    await site.world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
    site.world.paste('Paid twice.')
    site.world.press('ctrl-s')
    await site.untilShown('Paid twice.')
    await site.sent()
    const marked = (): number => heads(site).filter((line) => isMarked(line)).length
    expect(marked()).toBe(2)
    await site.world.session().replica.openIssue(key, { fresh: true })
    await site.untilShown(/Comments 3 +─/)
    expect(marked()).toBe(2)
  })
})

test('an issue that is in no service desk is not asked for its comments once more', async () => {
  const site = await openIssueWorld('datacenter')
  const { issues } = await site.client.search({ jql: 'project = PAY ORDER BY key', maxResults: 1 })
  const key = issues[0]?.key
  if (key === undefined) throw new Error('the site has no issues')
  const times = { created: Date.now() - 60_000, updated: Date.now() - 60_000 }
  site.remote(key).comments = [{ ...times, id: '1', authorKey: site.somebody, body: 'Seen.', updateAuthorKey: null }]
  site.open(key)
  await site.world.session().replica.openIssue(key)
  await site.untilShown(/Comments 1 +─/)
  site.world.press('g', 'c')
  expect(site.screen()).not.toContain('who may read')
  expect(site.asked(/\/comment$/)).toBe(0)
})
