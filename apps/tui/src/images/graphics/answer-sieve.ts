import { attributes } from './detect.ts'

/** An answer to one of our questions, whole. */
const answer = /\u001B(?:_G[^\u001B]*\u001B\\|P>\|[^\u001B]*\u001B\\|\[\?[\d;]*[cS]|\[[46];\d+;\d+t)/g

/** An answer that goes on in what is read next. A lone Esc is a key. */
const begun =
  /\u001B(?:_(?:G[^\u001B]{0,200}\u001B?)?|P(?:>\|?[^\u001B]{0,200}\u001B?)?|\[(?:\?[\d;]{0,100}|[46](?:;\d{0,5}){0,2})?)$/

/**
 * Takes the terminal's answers out of what is read from it, also those that come in several parts, until the last one is there;
 * from then on everything passes. `told` gets what the terminal has said once it is complete.
 */
export const createAnswerSieve = (told: (said: string) => void): ((chunk: string) => string) => {
  let [carried, said] = ['', '']
  let isOver = false
  return (chunk) => {
    if (isOver) return chunk
    const whole = carried + chunk
    said += (whole.match(answer) ?? []).join('')
    const rest = whole.replaceAll(answer, '')
    isOver = attributes.test(said)
    if (isOver) told(said)
    carried = isOver ? '' : (begun.exec(rest)?.[0] ?? '')
    return rest.slice(0, rest.length - carried.length)
  }
}
