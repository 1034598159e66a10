import { expect, test } from 'vitest'
import { authorizeUrl, endpointsOf } from './endpoints.ts'

test('the endpoints lie under the base URL with its context path', () => {
  const { requestToken, accessToken } = endpointsOf('https://jira.example/jira')
  expect(requestToken.href).toBe('https://jira.example/jira/plugins/servlet/oauth/request-token')
  expect(accessToken.href).toBe('https://jira.example/jira/plugins/servlet/oauth/access-token')
})

test('the request token is escaped in the address that is opened', () => {
  expect(authorizeUrl('https://jira.example/jira', 'a&b=c')).toBe(
    'https://jira.example/jira/plugins/servlet/oauth/authorize?oauth_token=a%26b%3Dc',
  )
})
