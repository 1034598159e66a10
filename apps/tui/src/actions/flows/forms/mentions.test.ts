import { expect, test } from 'vitest'
import { openFormWorld } from './testing.ts'

/** Data Center keeps a mention as a login and nothing else; an issue whose description has two, one of somebody nobody knows. */
const prepared = async (options: Parameters<typeof openFormWorld>[1] = {}) => {
  const form = await openFormWorld('datacenter', options)
  const key = await form.editable('PAY')
  const source = 'Ask [~mira], *not*   [~gone.away].\r\n\r\nEnds here'
  await form.client.edit(key, { fields: { description: source } })
  return { ...form, key, source }
}

const named = 'Ask [@Mira Lindqvist](user:mira)'

test('who is mentioned in a description by a login is called by name in its form, and goes back as the login', async () => {
  const { world, key, source, ...form } = await prepared()
  await form.openEdit(key)
  form.goTo('description')
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
  expect(world.modal('text-area').buffer.text).toContain(named)
  expect(world.modal('text-area').buffer.text).toContain('[@gone.away](user:gone.away)')
  world.press('backspace', ' now', 'ctrl-s', 'ctrl-s')
  await form.sent()
  expect((await form.read(key)).description?.source).toBe(`${source} now`)
})

test('so it is in the editor', async () => {
  const given: string[] = []
  const { world, key, source, ...form } = await prepared({
    shell: {
      edit: async (text) => {
        given.push(text)
        return { outcome: 'saved', text: text.replace('Ends', 'Closes') }
      },
    },
  })
  await world.session().replica.openIssue(key)
  world.app.store.update((state) => ({ ...state, visited: key }))
  world.press('E')
  await form.sent()
  expect(given.join('\n')).toContain(named)
  expect((await form.read(key)).description?.source).toBe(source.replace('Ends', 'Closes'))
})
