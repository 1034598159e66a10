import { expect, test } from 'vitest'
import { openInvite } from './open-invite.ts'
import { readInvite } from './read-invite.ts'

// Sealed by another program, written after docs/decisions/0009.
const ofVersion1 = String.raw`{
 "sealed": {
  "kdf": {
   "name": "scrypt",
   "N": 16384,
   "r": 8,
   "p": 1,
   "salt": "AAECAwQFBgcICQoLDA0ODw=="
  },
  "check": "coKHOWBW98GjxhPHAc0V96ACqHh3p1vyKkjeDi9lTIg=",
  "cipher": "aes-256-gcm",
  "nonce": "ZGVmZ2hpamtsbW5v",
  "content": [
   "mNOESqk7Xkn7yZMXd+YI",
   "+/pByr4985iAYIfJ65emAwtdr3Y="
  ]
 },
 "format": "mmd-tui invite",
 "version": 1,
 "created": "2026-11-22T00:00:00.000Z",
 "note": "Grüße \"mit\" 👋",
 "site": {
  "name": "acme",
  "baseUrl": "https://jira.acme.example",
  "deployment": "datacenter",
  "method": "oauth2",
  "oauth2": {
   "scope": "WRITE",
   "redirectUri": "http://localhost/oauth/redirect",
   "clientId": "c1"
  }
 },
 "views": [
  {
   "name": "Mine",
   "jql": "assignee = currentUser()"
  }
 ]
}`

test('an invite of version 1 stays readable', async () => {
  const invite = readInvite(ofVersion1)
  expect(invite).toMatchObject({ isSealed: true, note: 'Grüße "mit" 👋', site: { name: 'acme', method: 'oauth2' } })
  expect((await openInvite(invite, 'Grüße aus Köln')).secret?.reveal()).toBe('geheim')
})
