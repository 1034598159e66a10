import { AppError } from '../../config/app-error.ts'
import type { CommandContext } from '../invocation.ts'
import { readStandardInput } from '../prompt.ts'

/** A text from a flag; `-` is standard input. */
export const inputText = async (context: CommandContext, text: string): Promise<string> =>
  text === '-' ? readStandardInput(context.environment, context.signal) : text

/** The same; one without words is a usage error that names the flag. */
export const wordsFrom = async (
  context: CommandContext,
  text: string | undefined,
  { what, flag }: { readonly what: string; readonly flag: string },
): Promise<string> => {
  const words = text === undefined ? '' : await inputText(context, text)
  if (words.trim() !== '') return words
  throw new AppError('usage', `The ${what} is empty`, `Give ${flag} TEXT, or ${flag} - and pipe it in`)
}
