import { JiraApiError } from '@mmd/jira-api'
import type { EngineState } from '@mmd/replica'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testNow } from '../../app/testing.ts'
import { bare, plainTheme } from '../testing.ts'
import { header, type ListSession } from './list-panes.ts'

test('⊘ offline stands in the header while it is tried again', async () => {
  const { session, state } = await openWorld()
  const { replica, site, requests } = session()
  const of = (engineState: EngineState): string => {
    const shown: ListSession = {
      site,
      requests,
      replica: new Proxy(replica, {
        get: (target, name) => (name === 'engineState' ? () => engineState : Reflect.get(target, name).bind(target)),
      }),
    }
    return bare(header({ now: 0, state: state(), session: shown, theme: plainTheme }))
  }
  const error = new JiraApiError('network', 'down')
  expect(of({ sender: 'offline', error })).toContain('⊘ offline')
  expect(of({ sender: 'sending', error })).toContain('⊘ offline')
  expect(of({ sender: 'sending', error: null })).not.toContain('⊘')
})

test('a refresh that did not reach the site says so where nothing waits, and how old the list is', async () => {
  let isDown = false
  const { session, state } = await openWorld({
    answers: {
      search: async () => {
        if (isDown) throw new JiraApiError('network', 'down')
        return { issues: [testIssue(1)], startAt: 0, nextPage: null, total: 1, warnings: [] }
      },
    },
  })
  const { replica } = session()
  const shown = (after: number): string =>
    bare(header({ now: testNow + after, state: state(), session: session(), theme: plainTheme }))
  expect(shown(0)).toMatch(/↻ now/)
  isDown = true
  await replica.refreshView(state().activeView)
  expect(shown(0)).toMatch(/⊘ offline .*↻ <1m/)
  expect(shown(5 * 60_000)).toMatch(/⊘ offline .*↻ 5m/)
  isDown = false
  await replica.refreshView(state().activeView)
  expect(shown(0)).toMatch(/↻ now/)
  expect(shown(0)).not.toContain('⊘')
})

test('the version of a site stands in the header, but none of Cloud, which has one for all', async () => {
  const { session, state } = await openWorld()
  const of = (deployment: 'datacenter' | 'cloud'): string => {
    const site = { ...session().site, deployment, version: '10.3.0' }
    return bare(header({ now: 0, state: state(), session: { ...session(), site }, theme: plainTheme }))
  }
  expect(of('datacenter')).toContain('work 10.3.0')
  expect(of('cloud')).not.toContain('10.3.0')
})
