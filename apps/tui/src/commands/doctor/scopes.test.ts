import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultScope } from '../../session/method-facts.ts'
import { isCloudScope, isDataCenterScope, missingFeatures, reachOf } from './scopes.ts'

test.each([
  ['', 'nothing'],
  ['JSM_KB', 'nothing'],
  ['READ', 'read'],
  ['WRITE', 'write'],
  ['READ WRITE', 'write'],
  ['SYSTEM_ADMIN', 'more'],
  ['ADMIN READ', 'more'],
])('%j gives %s', (scope, reach) => {
  expect(reachOf(scope)).toBe(reach)
})

test('Scopes of the cloud and of Data Center are told apart', () => {
  const cloud = defaultScope.cloud.split(' ')
  expect(cloud.every(isCloudScope)).toBe(true)
  expect(cloud.some(isDataCenterScope)).toBe(false)
  expect(['READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN', 'READ_ALL'].every(isDataCenterScope)).toBe(true)
  expect(['READ', 'write'].some(isCloudScope)).toBe(false)
})

test('With the scope that is proposed nothing is missing', () => {
  expect(missingFeatures(defaultScope.cloud)).toEqual([])
})

test('Without the scopes of Jira Service Management there are no queues and no internal notes', () => {
  const left = defaultScope.cloud.split(' ').filter((scope) => !scope.includes('servicedesk'))
  expect(missingFeatures(left.join(' ')).map(({ name }) => name)).toEqual([
    'queues of service desks',
    'internal notes and approvals of requests',
  ])
})

test('Each proposed scope is needed by something, which names it when it is left away', () => {
  const scopes = defaultScope.cloud.split(' ')
  fc.assert(
    fc.property(fc.constantFrom(...scopes), (left) => {
      const missing = missingFeatures(scopes.filter((scope) => scope !== left).join(' '))
      expect(missing.flatMap((feature) => feature.scopes)).toEqual([left])
    }),
  )
})
