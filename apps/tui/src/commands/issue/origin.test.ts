import { issueUrl } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { originOf } from './origin.ts'

test.each(['https://jira.example.com', 'https://jira.example.com/jira/', 'http://localhost:8080/a%20b'])(
  'each issue of %s has the address of its page',
  (baseUrl) => {
    const { site, url } = originOf({ name: 'work', baseUrl })
    expect(site).toBe('work')
    for (const key of ['PAY-1', 'OPS_2-345', 'A-1', '~new-1', 'a b/c?-1', 'PAY-1'])
      expect(url(key)).toBe(issueUrl(baseUrl, key))
  },
)
