import type { FieldMeta, Status, Transition } from '@mmd/jira-api/model'
import { testField } from '../../app/testing/fields.ts'
import type { World } from '../../app/testing.ts'
import { drawModal } from '../../screens/modals/modals.ts'
import { offeredItems } from '../../screens/modals/picker.ts'
import { bare, plainTheme } from '../../screens/testing.ts'

/** For tests: the topmost dialog as it is drawn, without its looks. */
export const drawn = (world: World): string => {
  const modal = world.state().modals.at(-1)
  const placed = modal === undefined ? null : drawModal(world.app, modal, plainTheme)
  return (placed?.lines ?? []).map(bare).join('\n')
}

/** For tests: resolves when the picker on top has what it offers. */
export const ready = (world: World): Promise<void> =>
  world.until(({ modals }) => {
    const top = modals.at(-1)
    return top?.kind === 'picker' && top.phase !== 'loading'
  })

/** For tests: what the picker offers. */
export const offered = (world: World): readonly string[] =>
  offeredItems(world.modal('picker')).map(({ label }) => label)

/** For tests: a field of a transition that must be filled in. */
export const field = (id: string, more: Partial<FieldMeta> = {}): FieldMeta =>
  testField(id, { required: true, ...more })

const done: Status = { id: '5', name: 'Done', category: 'done' }

/** For tests: a way to another status. */
export const transition = (id: string, name: string, fields: readonly FieldMeta[] = [], to = done): Transition => ({
  id,
  name,
  to,
  available: true,
  fields,
})

/** For tests: resolves when the site has answered to all that was sent. */
export const idle = (world: World): Promise<void> => world.session().replica.idle()

/** For tests: resolves when the site has refused something and that was said. */
export const failed = (world: World): Promise<void> =>
  world.until(
    () =>
      world
        .session()
        .replica.operations()
        .some(({ state }) => state === 'failed') && world.state().toast?.tone === 'bad',
  )
