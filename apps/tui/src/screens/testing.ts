import { untrusted } from '@mmd/jira-api'
import { textWidth } from '@mmd/rich-text'
import fc from 'fast-check'
import { type ColourLevel, createTheme, type Theme } from '../theme/theme.ts'

/** A theme of each colour level, dark and light. */
export const themes: readonly Theme[] = ([0, 1, 2, 3] as const).flatMap((level: ColourLevel) => [
  createTheme({ level }),
  createTheme({ level, light: true }),
])

export const plainTheme: Theme = createTheme({ level: 0 })
export const colourTheme: Theme = createTheme({ level: 3 })

const sgr = /\u001B\[[0-9;]*m/g

/** A painted line without its looks. */
export const bare = (line: string): string => line.replaceAll(sgr, '')

/** Cells that a painted line takes. */
export const cells = (line: string): number => textWidth(bare(line))

/** Every attribute and colour that a painted text switches on or off. */
export const sgrCodes = (text: string): readonly number[] =>
  (text.match(sgr) ?? []).flatMap((code) => code.slice(2, -1).split(';').map(Number))

/** True when nothing but looks is in the line: no other sequence, no control character. */
export const isHarmless = (line: string): boolean => !/[\u0000-\u001F\u007F-\u009F]/.test(bare(line))

const nasty = [
  '漢字かな交じり文と全角ＡＢＣ',
  '👩‍💻👨‍👩‍👧‍👦🇩🇪🏳️‍🌈❤️',
  'e\u0301\u0323\u0308o\u0302\u0303a\u030A',
  'שלום עולם مرحبا بالعالم',
  'นี่คือภาษาไทย हिन्दी में',
  'x'.repeat(1000),
  '漢'.repeat(1000),
  '\u001B[31mred\u001B[0m\u202Eevil\u0000\u009B5m',
  '\uD83D half a pair \uDE00',
  '',
  ' ',
  'ﷺ',
]

const pieces = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', maxLength: 40 }))

/** One line as the border lets it in: any script, any length, no control characters. */
export const hostileLine: fc.Arbitrary<string> = fc
  .array(pieces, { maxLength: 3 })
  .map((parts) => untrusted(parts.join(' '), 'line'))

/** The same with line feeds, and bits of wiki markup. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      pieces,
      fc.constantFrom('h1. ', '* ', '{code}', '||a||b||', '|c|', '[~ann]', '{quote}', '----', '*bold*', '\t'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => untrusted(parts.join('\n'), 'text'))

export const widths: fc.Arbitrary<number> = fc.integer({ min: 1, max: 200 })
export const anyTheme: fc.Arbitrary<Theme> = fc.constantFrom(...themes)
