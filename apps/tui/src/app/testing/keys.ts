import type { InkKey } from '../../input/chord.ts'
import { noKey } from '../../input/testing.ts'

const flags: Readonly<Record<string, keyof InkKey>> = {
  up: 'upArrow',
  down: 'downArrow',
  left: 'leftArrow',
  right: 'rightArrow',
  pageup: 'pageUp',
  pagedown: 'pageDown',
  home: 'home',
  end: 'end',
  enter: 'return',
  esc: 'escape',
  tab: 'tab',
  backspace: 'backspace',
  delete: 'delete',
}

/** A key by its name (`enter`, `ctrl-s`, `down`), or letters in one burst, as Ink tells of them. */
export const inkKey = (name: string): readonly [string, InkKey] => {
  const flag = flags[name]
  if (flag !== undefined) return ['', { ...noKey, [flag]: true }]
  if (name === 'shift-tab') return ['', { ...noKey, tab: true, shift: true }]
  const ctrl = /^ctrl-(.)$/.exec(name)?.[1]
  if (ctrl !== undefined) return [ctrl, { ...noKey, ctrl: true }]
  return [name === 'space' ? ' ' : name, noKey]
}
