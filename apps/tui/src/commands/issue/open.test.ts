import { expect, test } from 'vitest'
import { signedInSite } from '../testing/sites.ts'

test('an issue is opened by its address, which is printed where no browser starts', async () => {
  await using site = await signedInSite('datacenter', 10)
  const { code, stdout, stderr } = await site.cli.run(['issue', 'open', 'pay-1', 'PAY-1'], {
    env: { MMD_BROWSER: 'none' },
  })
  expect([code, stdout.split('\n').length]).toEqual([0, 2])
  expect(stdout).toMatch(/^http:\/\/\S+\/browse\/PAY-1\n$/)
  expect(stderr).toContain('No browser could be started')
  expect((await site.cli.run(['issue', 'open', 'nonsense'])).code).toBe(2)
})
