import { badAnswer } from '../client/judge-answer.ts'
import { toList } from '../model/primitives.ts'

/** Returns what a reader made of an answer; throws `bad-answer` when it could make nothing. */
export const expected = <T>(read: T | null, request: string): T => {
  if (read === null) throw badAnswer(request)
  return read
}

/** The answer if it is a list; throws `bad-answer` otherwise. */
export const expectedList = (answer: unknown, request: string): readonly unknown[] => {
  if (!Array.isArray(answer)) throw badAnswer(request)
  return toList(answer)
}
