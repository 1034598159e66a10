import { describe, expect, test } from 'vitest'
import { findKeys, readCi } from './ci.ts'
import { environmentTypeOf } from './flags.ts'

describe('what build systems say', () => {
  test('GitHub Actions', () => {
    expect(
      readCi({
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_WORKFLOW: 'test',
        GITHUB_RUN_NUMBER: '7',
        GITHUB_RUN_ID: '99',
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REF_NAME: 'PAY-1',
        GITHUB_SHA: 'abc',
      }),
    ).toMatchObject({
      product: 'GitHub Actions',
      pipelineId: 'acme/shop/test',
      number: 7,
      url: 'https://github.example/acme/shop/actions/runs/99',
      branch: 'PAY-1',
      repositoryUrl: 'https://github.example/acme/shop',
      texts: ['PAY-1'],
    })
  })

  test('Jenkins, whose repository may be an address for git', () => {
    const said = {
      JENKINS_URL: 'x',
      JOB_NAME: 'shop/main',
      BUILD_NUMBER: '12',
      GIT_URL: 'git@git.example:acme/shop.git',
    }
    expect(readCi(said)).toMatchObject({
      pipelineId: 'shop/main',
      number: 12,
      repositoryUrl: 'https://git.example/acme/shop',
    })
  })

  test('Bitbucket Pipelines, by the code of the last step', () => {
    const said = { BITBUCKET_BUILD_NUMBER: '3', BITBUCKET_REPO_FULL_NAME: 'a/b', BITBUCKET_EXIT_CODE: '1' }
    expect(readCi(said)).toMatchObject({ number: 3, state: 'failed', url: undefined })
  })

  test('Azure Pipelines, CircleCI and Buildkite', () => {
    expect(readCi({ TF_BUILD: 'True', BUILD_BUILDID: '5', AGENT_JOBSTATUS: 'Canceled' })).toMatchObject({
      number: 5,
      state: 'cancelled',
    })
    expect(readCi({ CIRCLECI: 'true', CIRCLE_BUILD_NUM: '6', CIRCLE_BRANCH: 'b' })).toMatchObject({
      number: 6,
      branch: 'b',
    })
    expect(readCi({ BUILDKITE: 'true', BUILDKITE_PIPELINE_SLUG: 's', BUILDKITE_MESSAGE: 'X-1' })).toMatchObject({
      pipelineId: 's',
    })
  })

  test('a login in the address of a repository goes no further', () => {
    const said = { CIRCLECI: 'true', CIRCLE_REPOSITORY_URL: 'https://user:token@git.example/a/b.git' }
    expect(readCi(said)?.repositoryUrl).toBe('https://git.example/a/b')
  })

  test('nothing where there is none', () => {
    expect(readCi({})).toBeUndefined()
  })
})

test.each([
  [
    ['feature/PAY-12-refunds', 'Fix PAY-12 and OPS-3'],
    ['PAY-12', 'OPS-3'],
  ],
  [['utf-8 xPAY-1 PAY-0 PAY-1x pay-3'], []],
  [[], []],
])('keys in %j are %j', (texts, keys) => {
  expect(findKeys(texts)).toEqual(keys)
})

test.each([
  ['Production EU', 'production'],
  ['preprod', 'staging'],
  ['qa-2', 'testing'],
  ['review/x', 'development'],
  ['moon', 'unmapped'],
])('an environment called %s is %s', (name, type) => {
  expect(environmentTypeOf(name)).toBe(type)
})
