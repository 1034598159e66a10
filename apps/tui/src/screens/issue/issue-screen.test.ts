import type { IssueKey } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { cursorItem } from '../../state/selectors.ts'
import { deployments, type IssueWorld, openIssueWorld } from './testing.ts'

interface Furnished {
  readonly key: IssueKey
  readonly other: IssueKey
}

/** An issue of the list, made to have a bit of everything by way of the site's own interface. */
const furnished = async (site: IssueWorld): Promise<Furnished> => {
  const { client, remote, somebody } = site
  const { issues } = await client.search({ jql: 'project = PAY ORDER BY key', maxResults: 60 })
  const [key, other] = issues.map((issue) => issue.key)
  if (key === undefined || other === undefined) throw new Error('the site has no issues')
  const [blocks] = await client.linkTypes()
  const issue = remote(key)
  issue.links = []
  issue.comments = []
  issue.worklogs = []
  issue.attachments = [
    {
      id: '990001',
      filename: 'no*tes.txt',
      authorKey: somebody,
      created: Date.now() - 60_000,
      size: 5,
      mimeType: 'text/plain',
      content: Buffer.from('hello'),
    },
  ]
  issue.comments.push({
    id: '990002',
    authorKey: somebody,
    body: 'It fails *again*.',
    updateAuthorKey: null,
    created: Date.now() - 60_000,
    updated: Date.now() - 60_000,
  })
  await client.link({ typeId: blocks?.id ?? '', from: key, to: other })
  await client.putRemoteLink(key, { globalId: 'web-1', object: { url: 'https://example.com/a', title: 'A page' } })
  await client.addWorklog(key, { seconds: 3600 })
  return { key, other }
}

/** Opens the issue whole and waits until it is there. */
const opened = async (site: IssueWorld, given?: Furnished): Promise<Furnished> => {
  const made = given ?? (await furnished(site))
  site.open(made.key)
  await site.world.session().replica.openIssue(made.key)
  await site.untilShown(/Comments \d/)
  return made
}

const item = ({ world }: IssueWorld): string | null => cursorItem(world.state())

describe.each(deployments)('on %s', (deployment) => {
  test('each section has a jump key, and what costs a request is asked for when it is seen, once', async () => {
    const site = await openIssueWorld(deployment)
    const made = await furnished(site)
    const first = site.asked(/remotelink$/)
    await opened(site, made)
    await site.untilShown('A page')
    expect(site.asked(/remotelink$/)).toBe(first + 1)
    expect(site.screen()).toMatch(/Links 2/)
    expect(site.screen()).toMatch(/Attachments 1/)
    expect(site.screen()).toContain('History Space opens it')
    await site.world.session().replica.idle()
    const before = site.asked(/./)
    site.world.press('g', 'h')
    await site.untilShown(/── History \d+/)
    expect(site.asked(/./)).toBe(before + 1)
    site.world.press('g', 'd', 'g', 'h', 'r')
    await site.untilShown(/── History \d+/)
    site.world.press('g', 'v')
    await site.untilShown(/Development( \d+)? ─/)
    await site.untilShown(/branch|Nothing is linked yet|This site does not tell|could not be loaded/)
  })

  test('J and K go from item to item, Enter walks to a linked issue, and Ctrl-O comes back to where one was', async () => {
    const site = await openIssueWorld(deployment)
    const { key, other } = await opened(site)
    site.world.press('g', 'l')
    expect(item(site)).toMatch(/^issue\//)
    site.world.press('enter')
    expect(site.world.state().preview.key).toBe(other)
    await site.untilShown(other)
    site.world.press('ctrl-o')
    expect(site.world.state().preview.key).toBe(key)
    expect(item(site)).toMatch(/^issue\//)
    site.world.press('ctrl-n')
    expect(site.world.state().preview.key).toBe(other)
    site.world.press('backspace')
    await site.untilShown('A page')
    site.world.press('J')
    expect(item(site)).toMatch(/^web\//)
    site.world.press('enter')
    expect(site.world.browsed).toEqual(['https://example.com/a'])
    site.world.press('K', 'D')
    expect(site.world.toast()).toContain(`${key} no longer `)
    await site.sent()
    expect((await site.client.issue(key)).links).toEqual([])
  })

  test('a comment is answered with a quote, edited and deleted under the cursor', async () => {
    const site = await openIssueWorld(deployment)
    const { key } = await opened(site)
    site.world.press('g', 'c')
    expect(item(site)).toBe('comment/990002')
    site.world.press('Y')
    expect(site.world.copied.at(-1)).toMatch(/\/browse\/.*\?focusedCommentId=990002$/)
    site.world.press('R')
    await site.world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
    expect(site.world.modal('text-area').buffer.text).toMatch(
      /^\[@[^\]]+\]\(user:[^)]+\) wrote:\n\n> It fails \*\*again\*\*\.\n\n$/,
    )
    site.world.paste('Seen it too.')
    site.world.press('ctrl-s')
    await site.untilShown('Seen it too.')
    await site.sent()
    await site.untilShown(/Comments 2/)
    expect((await site.client.comments({ key })).comments.at(-1)?.body.source).toContain('Seen it too.')
    site.world.press('J')
    expect(item(site)).toMatch(/^comment\/(?!990002)/)
    site.world.press('e')
    await site.world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
    site.world.paste(' Twice.')
    site.world.press('ctrl-s')
    await site.untilShown('Twice.')
    await site.sent()
    site.world.press('D')
    await site.untilShown(/Comments 1/)
    await site.sent()
    expect((await site.client.comments({ key })).comments.map(({ id }) => id)).toEqual(['990002'])
    // Somebody else's would come back under one's own name.
    site.world.press('g', 'c', 'D')
    expect(site.world.modal('message').title).toBe('No way back')
  })

  test('work that was logged is changed and deleted under the cursor', async () => {
    const site = await openIssueWorld(deployment)
    const { key } = await opened(site)
    site.world.press('g', 'w')
    expect(item(site)).toMatch(/^worklog\//)
    site.world.press('e')
    await site.world.until(({ modals }) => modals.at(-1)?.kind === 'prompt')
    expect(site.world.modal('prompt').buffer.text).toBe('1h')
    site.world.paste(' 30m reading')
    site.world.press('enter')
    await site.untilShown('1h 30m')
    await site.sent()
    expect((await site.client.worklogs(key)).map(({ seconds }) => seconds)).toEqual([5400])
    site.world.press('D')
    await site.sent()
    expect(await site.client.worklogs(key)).toEqual([])
  })
})
