/** What was typed for a number: the number, or that it may mean two, or nothing. */
export type TypedNumber = number | 'ambiguous' | undefined

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * A number as people of any country type it: `1.5`, `1,5`, `1 500`, `1.500,25`, `1,500.25`. One comma with three digits behind it
 * says a thousand here and a part of one there: that is for the person to decide.
 */
export const readNumber = (text: string): TypedNumber => {
  const bare = text.trim().replaceAll(/(?<=\d)[\s'’_\u00A0\u202F](?=\d{3}(?!\d))/g, '')
  if (plain.test(bare)) {
    const number = Number(bare)
    return Number.isFinite(number) ? number : undefined
  }
  if (/^[+-]?\d{1,3},\d{3}$/.test(bare) && !/^[+-]?0/.test(bare)) return 'ambiguous'
  if (/^[+-]?\d*,\d+$/.test(bare)) return Number(bare.replace(',', '.'))
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return Number(bare.replaceAll(',', ''))
  if (/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'))
  if (/^[+-]?\d{1,3}(?:\.\d{3}){2,}$/.test(bare)) return Number(bare.replaceAll('.', ''))
  return undefined
}
