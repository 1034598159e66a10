import { JiraApiError } from '@mmd/jira-api'
import type { EngineState } from '@mmd/replica'
import { expect, test } from 'vitest'
import { openWorld } from '../../app/testing.ts'
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

test('the version of a site stands in the header, but none of Cloud, which has one for all', async () => {
  const { session, state } = await openWorld()
  const of = (deployment: 'datacenter' | 'cloud'): string => {
    const site = { ...session().site, deployment, version: '10.3.0' }
    return bare(header({ now: 0, state: state(), session: { ...session(), site }, theme: plainTheme }))
  }
  expect(of('datacenter')).toContain('work 10.3.0')
  expect(of('cloud')).not.toContain('10.3.0')
})
