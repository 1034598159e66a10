import { expect, test } from 'vitest'
import { parseCommand } from './options.ts'

test('Flags become options, absent ones stay absent', () => {
  const flags = ['--port', '8080', '--issues', '9', '--seed', '3', '--latency', '40', '--context-path', '']
  expect(parseCommand(flags).sandbox).toEqual({
    port: 8080,
    issues: 9,
    seed: 3,
    latencyMs: 40,
    contextPath: '',
    control: false,
  })
  expect(parseCommand([])).toEqual({
    product: 'jira',
    faults: [],
    sandbox: { control: false },
    redirectUri: 'http://localhost:8734/oauth/redirect',
    json: false,
    help: false,
  })
})

test('A persona, a certificate and a consumer can be chosen', () => {
  const files = ['--tls-key', 'key.pem', '--tls-cert', 'cert.pem', '--consumer-public-key', 'public.pem']
  expect(parseCommand(['--persona', '8.20', ...files])).toMatchObject({
    sandbox: { persona: '8.20' },
    tls: { kind: 'files', key: 'key.pem', cert: 'cert.pem' },
    consumer: { key: 'mmd-tui', publicKeyFile: 'public.pem' },
  })
  expect(parseCommand(['--tls', '--client-certificate']).tls).toEqual({ kind: 'test', clientCertificate: true })
})

test('Another product and faults can be chosen', () => {
  const fault = '{"kind":"status","status":503,"match":{"method":"GET","pattern":"^/rest/api/2/issue/"},"times":2}'
  expect(parseCommand(['--cloud', '--issues', '5', '--fault', fault])).toMatchObject({
    product: 'cloud',
    sandbox: { issues: 5 },
    faults: [{ kind: 'status', status: 503, match: { method: 'GET', path: /^\/rest\/api\/2\/issue\//u }, times: 2 }],
  })
  expect(parseCommand(['--confluence', '--quirks'])).toMatchObject({ product: 'confluence', sandbox: { quirks: true } })
})

test.each([
  ['--cloud', '--confluence'],
  ['--cloud', '--persona', '8.20'],
  ['--cloud', '--quirks'],
  ['--fault', '{}'],
  ['--fault', 'drop'],
  ['--fault', '{"kind":"nonsense","match":{"path":"/"}}'],
  ['--fault', '{"kind":"status"}'],
  ['--fault', '{"kind":"drop","match":{"pattern":"("}}'],
  ['--port', '65536'],
  ['--persona', '7.13'],
  ['--persona', 'toString'],
  ['--tls-key', 'key.pem'],
  ['--tls', '--tls-key', 'key.pem', '--tls-cert', 'cert.pem'],
  ['--client-certificate'],
  ['--consumer-key', 'mmd-tui'],
  ['--port', '-1'],
  ['--issues', '1.5'],
  ['--context-path', 'jira'],
  ['--context-path', '/jira/'],
  ['extra', 'words'],
])('%s %s makes no sense', (...args) => {
  expect(() => parseCommand(args)).toThrow(TypeError)
})
