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
