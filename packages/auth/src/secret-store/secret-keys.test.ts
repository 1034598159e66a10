import { expect, test } from 'vitest'
import { secretKeys } from './secret-keys.ts'

test('each of a site’s secrets has a key of its own', () => {
  expect(secretKeys('acme')).toEqual({
    clientSecret: 'site/acme/client-secret',
    credential: 'site/acme/credential',
    pending: 'site/acme/pending',
    privateKey: 'site/acme/private-key',
    tlsPassphrase: 'site/acme/tls-passphrase',
    proxyLogin: 'site/acme/proxy-login',
  })
})
