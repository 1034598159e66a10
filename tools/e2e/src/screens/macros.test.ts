import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasSent } from '../has-sent.ts'
import { signedIn } from '../signed-in.ts'

const config = `macros:
  Triage:
    key: ctrl-t
    variables: { team: { ask: Which team?, choices: [Blue, Red] } }
    actions:
      - label: { add: ["team-{{team}}"] }
      - assign: me
`

const withConfig = async (text: string) => {
  const world = await signedIn()
  await mkdir(join(world.home.folder, 'config'), { recursive: true })
  await writeFile(join(world.home.folder, 'config/config.yaml'), text)
  return world
}

test('a macro asks, shows its plan on marked issues, and one u takes all of it back', async () => {
  await using world = await withConfig(config)
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('x', 'x', 'ctrl-t')
  await screen.waitForText('Triage: Which team?')
  await screen.press('down', 'enter')
  await screen.waitForText('Plan: Triage on 2 issues')
  await screen.waitForText('team-Red')
  await screen.press('enter')
  await screen.waitForText('2 of 2 done')
  await screen.press('u')
  await screen.waitForText('Taken back')
  await hasSent(world.home, screen)
  const { stdout } = await world.home.run(['issue', 'list', '--jql', 'labels = team-Red', '--json'])
  expect(JSON.parse(stdout)).toEqual([])
})

test('the same macro is run from the command line, and taken back by undo', async () => {
  await using world = await withConfig(config)
  const jql = 'project = OPS AND assignee is EMPTY AND resolution is EMPTY'
  const run = ['macro', 'run', 'Triage', '--jql', jql, '--set', 'team=Blue']
  const plan = await world.home.run(run)
  expect(plan).toMatchObject({ code: 0, stderr: 'Nothing was done yet; --yes does it\n' })
  const done = await world.home.run([...run, '--yes'])
  expect(done.stdout.trim().split('\n')).toHaveLength(plan.stdout.trim().split('\n').length)
  const labelled = ['issue', 'list', '--jql', 'labels = team-Blue', '--json', '--limit', 'all']
  expect(JSON.parse((await world.home.run(labelled)).stdout).length).toBeGreaterThan(1)
  expect(await world.home.run(['undo'])).toMatchObject({ code: 0 })
  expect(JSON.parse((await world.home.run(labelled)).stdout)).toEqual([])
})
