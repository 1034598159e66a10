import { describe, expect, test } from 'vitest'
import { branchUrl } from './branch-url.ts'
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

  test('Azure Pipelines with whole branches and names with blanks, Jenkins without the remote', () => {
    expect(
      readCi({
        TF_BUILD: 'True',
        SYSTEM_COLLECTIONURI: 'https://dev.azure.example/acme/',
        SYSTEM_TEAMPROJECT: 'Web Shop',
        BUILD_BUILDID: '5',
        BUILD_SOURCEBRANCH: 'refs/heads/PAY-12/refunds',
        AGENT_JOBSTATUS: 'SucceededWithIssues',
      }),
    ).toMatchObject({
      url: 'https://dev.azure.example/acme/Web%20Shop/_build/results?buildId=5',
      branch: 'PAY-12/refunds',
      state: 'successful',
    })
    expect(readCi({ JENKINS_URL: 'x', GIT_BRANCH: 'origin/PAY-1/x' })?.branch).toBe('PAY-1/x')
  })

  test('Bamboo', () => {
    const said = { bamboo_planKey: 'SHOP-MAIN', bamboo_buildNumber: '8', bamboo_deploy_environment: 'QA' }
    expect(readCi(said)).toMatchObject({ pipelineId: 'SHOP-MAIN', number: 8, environment: 'QA' })
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
  ['latest', 'unmapped'],
  ['delivery', 'unmapped'],
  ['non-production', 'unmapped'],
  ['pre-prod', 'staging'],
  ['int', 'testing'],
])('an environment called %s is %s', (name, type) => {
  expect(environmentTypeOf(name)).toBe(type)
})

test.each([
  ['https://github.com/a/b', 'fix/PAY-1#2', 'https://github.com/a/b/tree/fix/PAY-1%232'],
  ['https://gitlab.example/a/b', 'x', 'https://gitlab.example/a/b/-/tree/x'],
  ['https://bitbucket.org/a/b', 'x', 'https://bitbucket.org/a/b/branch/x'],
  ['https://dev.azure.com/o/p/_git/r', 'a b', 'https://dev.azure.com/o/p/_git/r?version=GBa%20b'],
  ['https://git.example/a/b', 'x', 'https://git.example/a/b'],
])('at %s the branch %s is seen at %s', (repository, branch, url) => {
  expect(branchUrl(repository, branch)).toBe(url)
})

test('what builds a branch knows where it is kept, whatever the host is called', () => {
  expect(branchUrl('https://git.example/a/b', 'x', 'gitlab')).toBe('https://git.example/a/b/-/tree/x')
})
