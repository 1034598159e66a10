import { editScreen } from '../workflow/screens.ts'
import type { ScreenField } from '../workflow/workflow.ts'
import type { SandboxIssue, SandboxProject } from '../world/world.ts'

const elsewhere = new Set(['issuetype', 'comment'])

/** The fields on the screen of a new issue; the type and the project are chosen before. */
export const createScreen = (project: SandboxProject, typeId: string): readonly ScreenField[] => {
  // The screen of an issue depends on its project, its type and its status alone; "1" is read-only nowhere.
  const likeness = { projectKey: project.key, typeId, statusId: '1' } as SandboxIssue
  return editScreen(likeness)
    .filter(({ fieldId }) => !elsewhere.has(fieldId))
    .map(({ fieldId, required }) => ({ fieldId, required: required && fieldId !== 'reporter' }))
}
