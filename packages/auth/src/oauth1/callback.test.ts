import { expect, test } from 'vitest'
import { expectRequestToken, parsePastedCallback, parseVerifier, verifierIn } from './callback.ts'

const redirectUri = 'http://localhost:8734/oauth/redirect?tenant=7'
const judge = expectRequestToken('token-1', new URL(redirectUri))

test('the answer has the request token and one verifier', () => {
  const query = new URLSearchParams('tenant=7&oauth_token=token-1&oauth_verifier=4%2F7')
  expect(judge(query)).toEqual({ kind: 'answer', refused: false })
  expect(verifierIn(query)).toBe('4/7')
})

test.each([
  ['no request token', 'tenant=7&oauth_verifier=v'],
  ['no request token', ''],
  ['another request token', 'tenant=7&oauth_token=token-2&oauth_verifier=v'],
  ['another request token', 'tenant=7&oauth_token=&oauth_verifier=v'],
  ['another request token', 'tenant=7&oauth_token=token-1&oauth_token=token-1&oauth_verifier=v'],
  ['another request token', 'tenant=7&oauth_token=token-1%00&oauth_verifier=v'],
  ['neither one verifier nor one problem', 'tenant=7&oauth_token=token-1'],
  ['neither one verifier nor one problem', 'tenant=7&oauth_token=token-1&oauth_verifier='],
  ['neither one verifier nor one problem', 'tenant=7&oauth_token=token-1&oauth_problem='],
  ['neither one verifier nor one problem', 'tenant=7&oauth_token=token-1&oauth_verifier=v&oauth_verifier=v'],
  ['neither one verifier nor one problem', 'tenant=7&oauth_token=token-1&oauth_verifier=v&oauth_problem=x'],
  ['neither one verifier nor one problem', 'oauth_token=token-1&oauth_verifier=v'],
])('a callback is foreign for %s: %s', (reason, query) => {
  expect(judge(new URLSearchParams(query))).toEqual({ kind: 'foreign', reason })
})

test.each([
  ['oauth_verifier=denied', 'consent-refused', undefined],
  ['oauth_problem=user_refused', 'consent-refused', 'user_refused'],
  ['oauth_problem=permission_denied', 'consent-refused', 'permission_denied'],
  ['oauth_problem=tea%1B%5B2Jpot', 'bad-answer', 'tea [2Jpot'],
])('%s in the verifier’s place is a refusal', (answer, code, detail) => {
  const query = new URLSearchParams(`tenant=7&oauth_token=token-1&${answer}`)
  expect(judge(query)).toEqual({ kind: 'answer', refused: true })
  expect(() => verifierIn(query)).toThrow(expect.objectContaining({ code, detail }))
})

test('a pasted address with the request token is the answer', () => {
  const pasted = ` <${redirectUri}&oauth_token=token-1&oauth_verifier=v-1> `
  expect(verifierIn(parsePastedCallback(pasted, redirectUri, 'token-1'))).toBe('v-1')
})

test.each([
  ['nothing', '', 'bad-redirect'],
  ['the authorize page', 'https://jira.example/plugins/servlet/oauth/authorize?oauth_token=token-1', 'bad-redirect'],
  ['another host', 'http://evil:8734/oauth/redirect?tenant=7&oauth_token=token-1&oauth_verifier=v', 'bad-redirect'],
  ['another path', 'http://localhost:8734/?tenant=7&oauth_token=token-1&oauth_verifier=v', 'bad-redirect'],
  ['no verifier', `${redirectUri}&oauth_token=token-1`, 'bad-redirect'],
  ['two verifiers', `${redirectUri}&oauth_token=token-1&oauth_verifier=v&oauth_verifier=v`, 'bad-redirect'],
  ['too much', `${redirectUri}&oauth_token=token-1&oauth_verifier=${'v'.repeat(8192)}`, 'bad-redirect'],
  ['another request token', `${redirectUri}&oauth_token=token-2&oauth_verifier=v`, 'state-mismatch'],
  ['no request token', `${redirectUri}&oauth_verifier=v`, 'state-mismatch'],
  ['two request tokens', `${redirectUri}&oauth_token=token-1&oauth_token=token-1&oauth_verifier=v`, 'state-mismatch'],
])('pasting %s is refused', (_, pasted, code) => {
  expect(() => parsePastedCallback(pasted, redirectUri, 'token-1')).toThrow(expect.objectContaining({ code }))
})

test('a code is taken without the blanks around it', () => {
  expect(parseVerifier(' 4pZ7/x \n')).toBe('4pZ7/x')
})

test.each([
  ['', 'empty'],
  [' ', 'empty'],
  ['two words', 'not a code'],
  ['esc\u001b[2J', 'not a code'],
  ['ümlaut', 'not a code'],
  ['x'.repeat(257), 'not a code'],
])('%j is no code', (text, reason) => {
  expect(() => parseVerifier(text)).toThrow(
    expect.objectContaining({ code: 'bad-redirect', message: expect.stringContaining(reason) }),
  )
})
