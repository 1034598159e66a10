/** The names of colours that wiki texts and style sheets use, as Jira wants them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['black', '#000000'],
  ['silver', '#c0c0c0'],
  ['gray', '#808080'],
  ['grey', '#808080'],
  ['white', '#ffffff'],
  ['maroon', '#800000'],
  ['red', '#ff0000'],
  ['purple', '#800080'],
  ['fuchsia', '#ff00ff'],
  ['magenta', '#ff00ff'],
  ['green', '#008000'],
  ['lime', '#00ff00'],
  ['olive', '#808000'],
  ['yellow', '#ffff00'],
  ['navy', '#000080'],
  ['blue', '#0000ff'],
  ['teal', '#008080'],
  ['aqua', '#00ffff'],
  ['cyan', '#00ffff'],
  ['orange', '#ffa500'],
  ['brown', '#a52a2a'],
  ['pink', '#ffc0cb'],
])

/** A colour as `#rrggbb`, or undefined where it cannot be told. */
export const sixDigits = (colour: string): string | undefined => {
  const written = colour.toLowerCase()
  if (/^#[0-9a-f]{6}$/.test(written)) return written
  if (/^#[0-9a-f]{3}$/.test(written)) return written.replaceAll(/[0-9a-f]/g, '$&$&')
  return NAMES.get(written)
}
