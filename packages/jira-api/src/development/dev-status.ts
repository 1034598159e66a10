import type { Http } from '../client/http.ts'
import { isJiraApiError } from '../errors.ts'
import type { DevelopmentFace } from '../faces/development.ts'
import { expected } from '../resources/resource.ts'
import { readDevelopmentDetail, readDevelopmentOverview } from './read-development-status.ts'

const STATUS: readonly string[] = ['rest', 'dev-status', '1.0', 'issue']

const isAbsence = (error: unknown): boolean =>
  isJiraApiError(error) && ['not-found', 'forbidden', 'scope-missing'].includes(error.code)

/** The resource behind the development panel of Jira's own pages. */
export const developmentResources = (http: Http): DevelopmentFace => ({
  development: async (issueId, { signal } = {}) => {
    try {
      const answer = await http({ method: 'GET', path: [...STATUS, 'summary'], query: { issueId }, signal })
      return expected(readDevelopmentOverview(answer), 'GET development summary')
    } catch (error) {
      if (isAbsence(error)) return null
      throw error
    }
  },
  developmentDetail: async ({ issueId, type, source }, { signal } = {}) => {
    const query = { issueId, applicationType: source, dataType: type }
    const answer = await http({ method: 'GET', path: [...STATUS, 'detail'], query, signal })
    return expected(readDevelopmentDetail(answer), 'GET development detail')
  },
})
