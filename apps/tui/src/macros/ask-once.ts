import type { Issue } from '@mmd/jira-api/model'

/** Asks the same question once; what was refused is asked again. */
export type AskOnce = <T>(question: string, ask: () => Promise<T>) => Promise<T>

/** Remembers answers for as long as one plan is made. */
export const askOnce = (): AskOnce => {
  const known = new Map<string, Promise<unknown>>()
  return <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    // What was kept is what the same question was answered with before.
    const kept = known.get(question) as Promise<T> | undefined
    if (kept !== undefined) return kept
    const answer = ask()
    known.set(question, answer)
    return answer.catch((error: unknown) => {
      known.delete(question)
      throw error
    })
  }
}

/** Issues of one kind in one status have the same transitions. */
export const waysQuestion = ({ project, type, status }: Issue): string => `ways ${project.id}/${type.id}/${status.id}`

/** Those of one type have the same screen. */
export const fieldsQuestion = ({ project, type }: Issue): string => `fields ${project.id}/${type.id}`
