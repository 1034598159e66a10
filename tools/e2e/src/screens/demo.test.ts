import { expect, test } from 'vitest'
import { makeHome } from '../program.ts'

test('the demo without a terminal signs in by itself, prints the list and ends', async () => {
  await using home = await makeHome()
  const { code, stdout, stderr } = await home.run(['demo'])
  expect(stderr).not.toMatch(/ at .*:\d+/)
  expect(code).toBe(0)
  expect(stdout).toMatch(/(PAY|OPS|SUP)-\d+/)
})

test.each([['dc'], ['cloud']])('the demo of %s approves itself with one key and shows the list', async (deployment) => {
  await using home = await makeHome()
  const screen = await home.open(['demo', '--deployment', deployment], { cols: 120, rows: 32 })
  await screen.waitForText('approves without a browser')
  await screen.press('enter')
  await screen.waitForText('Untriaged')
  expect(await screen.waitForText(/1\/\d+/)).toMatch(/(PAY|OPS|SUP)-\d+/)
  await screen.press('q')
  expect(await screen.exit).toMatchObject({ code: 0 })
})

test('the demo is reached from the welcome screen too, and is among the sites then', async () => {
  await using home = await makeHome()
  const screen = await home.open([])
  await screen.waitForText('Explore the demo site')
  await screen.press('j', 'j', 'enter')
  await screen.waitForText('approves without a browser')
  await screen.press('enter')
  await screen.waitForText(/1\/\d+/)
  await screen.press('S')
  expect(await screen.waitForText('on screen')).toMatch(/● demo/)
})
