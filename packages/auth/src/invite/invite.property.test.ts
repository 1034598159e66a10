import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAuthError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { badgeColours, type Site, signInMethods } from '../site.ts'
import { parseSite } from '../site-book/schema.ts'
import { canonicalJson } from './canonical.ts'
import { createInviteAt } from './create-invite.ts'
import { sharedSecretOf } from './method-needs.ts'
import { openInvite } from './open-invite.ts'
import { readInviteFrom } from './read-invite.ts'

const cost = { N: 2, r: 8, p: 1 }
const passphrase = 'correct horse'

const isShowable = (text: string): boolean => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text)
const line = (minLength = 0): fc.Arbitrary<string> =>
  fc.string({ unit: 'binary', minLength, maxLength: 30 }).filter(isShowable)
const host = fc.domain().map((name) => name.toLowerCase())
const path = fc.constantFrom('', '/jira', '/a/b')
const url = fc.tuple(host, path).map(([name, behind]) => `https://${name}${behind}`)
const certificates = rootCertificates.slice(0, 4).map((pem) => new X509Certificate(pem).toString())
const authorities = fc.subarray(certificates, { minLength: 1 }).map((all) => all.join(''))

/** Members that may be absent are absent, not `undefined`. */
const anyOf = { requiredKeys: [] }

const oauth2 = fc.record({ clientId: line(1), redirectUri: line(1), scope: line() })
const oauth1 = fc.record({ consumerKey: line(1), callback: line(1) })
const cloud = fc.record({ cloudId: line(1), authUrl: url, apiUrl: url }, anyOf)
const tls = fc
  .record({ ca: authorities, systemCa: fc.boolean() }, anyOf)
  .filter((settings) => Object.keys(settings).length > 0)

const name = fc.string({ unit: fc.constantFrom('a', 'Z', '7', '-', '_'), maxLength: 20 }).map((rest) => `x${rest}`)
const proxy = fc.oneof(
  fc.constant('none'),
  host.map((proxyHost) => `http://${proxyHost}:3128`),
)

const siteOf = (method: Site['method'], deployment: Site['deployment']): fc.Arbitrary<Site> => {
  const itsSettings = {
    ...(sharedSecretOf(method) === 'client secret' ? { oauth2 } : {}),
    ...(method === 'oauth1' ? { oauth1 } : {}),
  }
  const needed = {
    name,
    baseUrl: url,
    deployment: fc.constant(deployment),
    method: fc.constant(method),
    ...itsSettings,
  }
  const others = {
    ...(deployment === 'cloud' ? { cloud } : {}),
    proxy,
    tls,
    badge: fc.constantFrom(...badgeColours),
    insecureHttp: fc.boolean(),
  }
  return fc.tuple(fc.record(needed), fc.record(others, anyOf)).map(([one, two]) => ({ ...one, ...two }))
}

const sites = fc.oneof(...signInMethods.flatMap((method) => [siteOf(method, 'datacenter'), siteOf(method, 'cloud')]))

const invites = fc.record(
  {
    site: sites,
    views: fc.array(fc.record({ name: line(1), jql: line(1) }), { maxLength: 4 }),
    note: line(1),
    secret: fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      minLength: 1,
    }),
    now: fc.integer({ min: 0, max: 253_402_300_799_999 }),
  },
  { requiredKeys: ['site', 'views', 'secret', 'now'] },
)

type Invitation = typeof invites extends fc.Arbitrary<infer T> ? T : never

const create = ({ secret, ...options }: Invitation): Promise<string> =>
  createInviteAt(cost, {
    ...options,
    passphrase,
    ...(sharedSecretOf(options.site.method) === undefined ? {} : { secret: new Secret(secret) }),
  })

interface Content {
  readonly site: Site
  readonly views: unknown
  readonly note: string | undefined
  readonly createdAt: number
  readonly secret: string | undefined
}

const contentOf = async (text: string): Promise<Content> => {
  const invite = readInviteFrom(text, cost)
  const { site, views, note, createdAt } = invite
  return { site, views, note, createdAt, secret: (await openInvite(invite, passphrase)).secret?.reveal() }
}

/** The content, or the code of the refusal; anything else that is thrown comes through. */
const contentOrCode = async (text: string): Promise<Content | string> => {
  try {
    return await contentOf(text)
  } catch (error) {
    if (isAuthError(error)) return error.code
    throw error
  }
}

const sample = await createInviteAt(cost, {
  site: {
    name: 'acme',
    baseUrl: 'https://jira.acme.example/jira',
    deployment: 'cloud',
    method: 'oauth2-cloud',
    oauth2: { clientId: 'client', redirectUri: 'http://localhost:8080/callback', scope: 'read:jira-work' },
    cloud: { cloudId: '11', apiUrl: 'https://api.atlassian.com' },
    proxy: 'http://proxy.acme.example:3128',
    tls: { ca: rootCertificates[0] ?? '', systemCa: true },
    badge: 'blue',
    insecureHttp: false,
  },
  secret: new Secret('geheim'),
  passphrase,
  views: [{ name: 'Überfällig', jql: 'due < now()' }],
  note: 'Welcome 👋',
  now: Date.UTC(2026, 10, 22),
})
const original = await contentOf(sample)

test('any settings and any secret come back as they were, and the site can be saved', async () => {
  await fc.assert(
    fc.asyncProperty(invites, async (options) => {
      const secret = sharedSecretOf(options.site.method) === undefined ? undefined : options.secret
      const content = await contentOf(await create(options))
      expect(parseSite(content.site)).toEqual(options.site)
      expect(content).toEqual({
        site: options.site,
        views: options.views,
        note: options.note,
        createdAt: options.now,
        secret,
      })
    }),
  )
})

test('one changed letter anywhere in a sealed invite never gives another content', async () => {
  const letters = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(...Array.from('0123456789abcAZ"\\,:{}[] ')),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(sample.length - 1), letters, async (at, letter) => {
      const outcome = await contentOrCode(sample.slice(0, at) + letter + sample.slice(at + 1))
      expect([original, 'not-an-invite', 'wrong-passphrase', 'invite-tampered']).toContainEqual(outcome)
    }),
    { numRuns: 1000 },
  )
})

type Path = readonly string[]

/** Every place in the JSON where a value stands, but for the whole. */
const pathsIn = (value: unknown): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [[key], ...pathsIn(member).map((path) => [key, ...path])])
    : []

/** A copy with what stands at the path edited. */
const edited = (value: unknown, path: Path, edit: (holder: object, key: string) => void): unknown => {
  const copy: unknown = structuredClone(value)
  const holder = path.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], copy)
  edit(holder as object, path.at(-1) ?? '')
  return copy
}

const file: unknown = JSON.parse(sample)
const refusals = /^(?:not-an-invite|wrong-passphrase|invite-tampered)$/u

test('another value in any place of a sealed invite is noticed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pathsIn(file)), fc.jsonValue(), async (path, other) => {
      const changed = edited(file, path, (holder, key) => Object.assign(holder, { [key]: other }))
      fc.pre(canonicalJson(changed) !== canonicalJson(file))
      expect(await contentOrCode(JSON.stringify(changed))).toMatch(refusals)
    }),
    { numRuns: 500 },
  )
})

test.each(pathsIn(file).map((path) => [path.join('.'), path] as const))(
  'a sealed invite that lacks %s is noticed',
  async (_, path) => {
    const changed = edited(file, path, (holder, key) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else Reflect.deleteProperty(holder, key)
    })
    expect(await contentOrCode(JSON.stringify(changed))).toMatch(refusals)
  },
)

test('any text whatever is read or refused in words', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify({ format: 'mmd-tui invite', version: 1, site: value, views: value })),
    fc.tuple(fc.nat(sample.length), fc.nat(sample.length)).map(([from, to]) => sample.slice(from, to)),
  )
  await fc.assert(
    fc.asyncProperty(text, async (any) => {
      expect(await contentOrCode(any)).toEqual(expect.anything())
    }),
    { numRuns: 500 },
  )
})

const shuffled = (value: unknown, random: () => number): unknown => {
  if (Array.isArray(value)) return value.map((member) => shuffled(member, random))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]) => [key, shuffled(member, random), random()] as const)
  return Object.fromEntries(members.sort((a, b) => a[2] - b[2]).map(([key, member]) => [key, member]))
}

test('the order of members and the white space between them do not matter', async () => {
  const seeds = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
  const blanks = fc.constantFrom(0, 1, 4, '\t', '\t ')
  await fc.assert(
    fc.asyncProperty(seeds, blanks, async (stream, blank) => {
      const random = (): number => stream.next().value
      expect(await contentOf(JSON.stringify(shuffled(JSON.parse(sample), random), null, blank))).toEqual(original)
    }),
  )
})
