import type { StoredText } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import { type deployments, type FormWorld, openFormWorld } from './testing.ts'

type Deployment = (typeof deployments)[number]

/** What Markdown has no words for, beside what it has. */
const wiki = [
  'h2. Steps   with  blanks',
  '',
  '{panel:title=Careful|borderStyle=dashed}',
  'Mind the {color:#de350b}gap{color}, and {{code}}.',
  '{panel}',
  '',
  '||Name||Count||',
  '|one|1|',
  '',
  '{code:java|title=A.java}',
  'int  x = 1;  // * not bold *',
  '{code}',
  '',
  '# first',
  '#* below, with !picture.png|thumbnail!',
  '',
  'Ends with a {unknown:macro|with=parameters} here',
].join('\r\n')

const adf = JSON.stringify({
  type: 'doc',
  version: 1,
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Steps   with  blanks' }] },
    {
      type: 'panel',
      attrs: { panelType: 'custom', panelColor: '#ffebe6', panelIcon: ':warning:' },
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Mind the ' },
            { type: 'text', text: 'gap', marks: [{ type: 'textColor', attrs: { color: '#de350b' } }] },
            { type: 'text', text: ', and code.' },
          ],
        },
      ],
    },
    {
      type: 'extension',
      attrs: { extensionType: 'com.acme', extensionKey: 'chart', parameters: { a: [1, { b: null }] } },
    },
    { type: 'paragraph', content: [{ type: 'text', text: 'Ends here' }] },
  ],
})

/** An issue whose description holds it, as the site keeps it. */
const prepared = async (form: FormWorld, deployment: Deployment) => {
  const key = await form.editable('PAY')
  const body: unknown = deployment === 'cloud' ? JSON.parse(adf) : wiki
  await form.client.edit(key, { fields: { description: body } })
  const { description } = await form.read(key)
  if (description === null) throw new Error('the description is gone')
  return { key, before: description }
}

const expected = (before: StoredText): string => before.source.replace('Ends', 'Closes')

describe.each(['datacenter', 'cloud'] as const)('one word of a hard document on %s', (deployment) => {
  test('is changed in the form, and all else stays byte for byte', async () => {
    const form = await openFormWorld(deployment)
    const { world } = form
    const { key, before } = await prepared(form, deployment)
    await form.openEdit(key)
    form.goTo('description')
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
    const { buffer } = world.modal('text-area')
    const at = buffer.text.indexOf('Ends')
    world.app.store.update((state) => ({
      ...state,
      modals: state.modals.map((modal) =>
        modal.kind === 'text-area' ? { ...modal, buffer: { ...buffer, cursor: at + 4 } } : modal,
      ),
    }))
    world.press('ctrl-w', 'Closes', 'ctrl-s', 'ctrl-s')
    await form.sent()
    expect((await form.read(key)).description?.source).toBe(expected(before))
  }, 30_000)

  test('is changed in the editor, and all else stays byte for byte', async () => {
    const given: string[] = []
    const form = await openFormWorld(deployment, {
      shell: {
        edit: async (text, { extension }) => {
          given.push(extension)
          return { outcome: 'saved', text: `${text.replace('Ends', 'Closes')}\n` }
        },
      },
    })
    const { world } = form
    const { key, before } = await prepared(form, deployment)
    await world.session().replica.openIssue(key)
    world.app.store.update((state) => ({ ...state, visited: key }))
    world.press('E')
    await form.sent()
    expect(given).toHaveLength(1)
    expect((await form.read(key)).description?.source).toBe(expected(before))
  }, 30_000)

  test('is not sent when nothing of it was changed, in the form or in the editor', async () => {
    const form = await openFormWorld(deployment, { shell: { edit: async (text) => ({ outcome: 'saved', text }) } })
    const { world } = form
    const { key } = await prepared(form, deployment)
    await form.openEdit(key)
    form.goTo('description')
    world.press('enter')
    await world.until(({ modals }) => modals.at(-1)?.kind === 'text-area')
    world.press('x', 'backspace', 'ctrl-e')
    world.press('ctrl-s', 'ctrl-s')
    await world.until(({ toast }) => toast?.text === 'Nothing was changed')
    world.press('E')
    await world.until(({ toast }) => toast?.text === `${key} is as it was`)
    expect(world.session().replica.changes(5)).toEqual([])
  }, 30_000)
})
