import type { World } from '../../app/testing.ts'
import { emptyBuffer, type TextBuffer } from '../../input/text-edit.ts'
import type { PickerItem, PickerModal, SignInAsked, SignInModal } from '../../state/modal.ts'
import { bare, plainTheme } from '../testing.ts'
import { drawModal } from './modals.ts'

export const nothing = (): void => {}

export const picker = (items: readonly PickerItem[], more: Partial<PickerModal> = {}): Omit<PickerModal, 'id'> => ({
  kind: 'picker',
  title: 'Pick',
  query: emptyBuffer,
  placeholder: 'type',
  items,
  cursor: 0,
  phase: 'ready',
  error: null,
  chosen: null,
  creatable: false,
  onPick: nothing,
  ...more,
})

export const signIn = (more: Partial<SignInModal> = {}): Omit<SignInModal, 'id'> => ({
  kind: 'sign-in',
  site: 'work',
  badge: undefined,
  about: ['work.example.com', 'Company login'],
  steps: [],
  url: null,
  phase: 'running',
  question: null,
  enter: null,
  keys: [],
  onAnswer: nothing,
  onCancel: nothing,
  ...more,
})

export const asked = (buffer: TextBuffer, more: Partial<SignInAsked> = {}): SignInAsked => ({
  label: 'Address',
  help: ['quickly'],
  placeholder: 'http://localhost…',
  hides: 'query',
  buffer,
  ...more,
})

/** The topmost dialog as one reads it. */
export const drawn = (world: World): string => {
  const modal = world.state().modals.at(-1)
  return modal === undefined ? '' : (drawModal(world.app, modal, plainTheme)?.lines ?? []).map(bare).join('\n')
}
