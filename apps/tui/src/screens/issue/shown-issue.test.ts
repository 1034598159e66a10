import type { RemoteLink } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import type { SiteSession } from '../../app/app.ts'
import { createWorld, testDetail, testIssue, testKey, testNow, testSite } from '../../app/testing.ts'
import { bare, plainTheme } from '../testing.ts'
import { shownIssue } from './shown-issue.ts'

const page = (title: string): RemoteLink => ({
  id: '1',
  globalId: null,
  applicationType: null,
  relationship: null,
  url: 'https://example.com/',
  title,
  summary: null,
  resolved: false,
})

/** Both copies have been changed as often, as happens. */
const atOneVersion = (session: SiteSession): SiteSession => ({
  ...session,
  replica: { ...session.replica, version: () => 1 },
})

test('two sites may have an issue of the same key, and each shows what is its own', async () => {
  const sites = [testSite('acme'), testSite('beta')]
  const [acme = testSite(), beta = testSite()] = sites
  const answers = (title: string) => ({
    issue: async () => testDetail(testIssue(1)),
    remoteLinks: async () => [page(title)],
  })
  const world = createWorld({ sites, answers: answers('Plan of Acme'), others: { beta: answers('Plan of Beta') } })
  const open = async (site: typeof acme): Promise<SiteSession> => {
    await world.app.showSite(site)
    const session = world.session()
    await session.replica.openIssue(testKey(1))
    await session.openPart(testKey(1), 'remote-links')
    return atOneVersion(session)
  }
  const [first, second] = [await open(acme), await open(beta)]
  const state = { ...world.state(), zoomed: true, focus: 'preview' } as const
  const text = (session: SiteSession): string =>
    (shownIssue(state, session, { now: testNow, theme: plainTheme })?.lines.slice(0, 99) ?? []).map(bare).join('\n')
  expect(text(first)).toContain('Plan of Acme')
  expect(text(second)).toContain('Plan of Beta')
  expect(text(first)).toContain('Plan of Acme')
})
