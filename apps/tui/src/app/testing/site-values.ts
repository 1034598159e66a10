import type { Capabilities, SprintValue } from '@mmd/jira-api'

/** For tests: a sprint of board 1, without days. */
export const testSprint = (
  id: string,
  state: SprintValue['state'],
  more: Partial<Pick<SprintValue, 'name' | 'boardId'>> = {},
): SprintValue => ({
  id,
  name: `Sprint ${id}`,
  state,
  boardId: '1',
  goal: null,
  start: null,
  end: null,
  completed: null,
  ...more,
})

/** For tests: a site with everything switched on, and of whose products only these are there. */
export const testCapabilities = (
  more: Partial<Pick<Capabilities, 'software' | 'serviceDesk' | 'development'>> = {},
): Capabilities => ({
  version: '10.3.24',
  settings: {
    voting: true,
    watching: true,
    unassigned: true,
    subtasks: true,
    linking: true,
    timeTracking: true,
    attachments: true,
    hoursPerDay: 8,
    daysPerWeek: 5,
  },
  uploadLimit: null,
  software: 'absent',
  serviceDesk: 'absent',
  development: 'absent',
  probedAt: '2026-11-20T10:00:00.000Z',
  ...more,
})
