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
    sandbox: { control: false },
    redirectUri: 'http://localhost:8734/oauth/redirect',
    json: false,
    help: false,
  })
})

test.each([
  ['--port', '65536'],
  ['--port', '-1'],
  ['--issues', '1.5'],
  ['--context-path', 'jira'],
  ['--context-path', '/jira/'],
  ['extra', 'words'],
])('%s %s makes no sense', (...args) => {
  expect(() => parseCommand(args)).toThrow(TypeError)
})
