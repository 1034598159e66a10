import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createInlineCli } from '../testing-inline.ts'

test('a mistake in a file of the folder is named beside the views that it gives', async () => {
  using cli = createInlineCli()
  await cli.run(['site', 'add', 'http://localhost:9', '--no-probe', '--method', 'pat', '--name', 'acme'])
  const cwd = join(cli.home, 'team')
  mkdirSync(cwd)
  const file = join(cwd, '.mmd.yaml')
  writeFileSync(file, 'views:\n  - title: Bugs\n    jql: type = Bug\n  - name: Tasks\n    jql: type = Task\n')
  const { code, stdout, stderr } = await cli.run(['view', 'list', '--offline'], { cwd })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Bugs /m)
  expect(stdout).not.toContain('Tasks')
  expect(stderr).toContain(`${file}:4:11: “name” means nothing here`)
  expect(stderr).toContain(`${file}:4:5: a view needs a title`)
})
