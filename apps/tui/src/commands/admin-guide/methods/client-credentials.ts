import { type Guide, type GuideFacts, points, type Section, section, steps, text, values } from '../guide.ts'
import { clientFlags, thenSection } from './then.ts'

const secretBack: Section = section(
  'What to send back',
  points(
    'The Client ID; it is no secret.',
    'The Client secret, through a password manager or another safe way, not in this ticket.',
  ),
)

const dataCenterGuide = (facts: GuideFacts): Guide => ({
  title: 'A service account for mmd-tui in Jira Data Center',
  reader: 'administrator',
  intro: `For automation at ${facts.url}: a program signs in by itself, without a person and a browser. Jira has this from version 11 on.`,
  sections: [
    section(
      'What to do',
      steps(
        'In Administration, look for **Service accounts**, and create one that is named for what it does.',
        'Give it the scope below and no more, and if possible only the projects that it needs.',
        'Create its OAuth 2.0 credentials: Jira shows a **Client ID** and a **Client secret**.',
      ),
      values(['Name', 'mmd-tui'], ['Scope', facts.scope]),
      text(
        'Jira honours READ and WRITE alone, and opens only paths below /rest/api/2/ to such accounts: boards stay closed.',
      ),
    ),
    secretBack,
    section(
      'What this allows, and how to end it',
      points(
        'Whoever has id and secret may do what the account may, at any time, without anybody being asked.',
        'Deleting the account or its credentials ends it; a token that was given out lasts an hour at most.',
      ),
    ),
    thenSection(facts, ` --client-id ID --client-secret-stdin${clientFlags(facts)}`),
  ],
})

const cloudGuide = (facts: GuideFacts): Guide => ({
  title: 'OAuth credentials for mmd-tui in Jira Cloud (2LO)',
  reader: 'administrator',
  intro: `For automation at ${facts.url}: a program signs in by itself, without a person and a browser. The cloud has two kinds of credentials for that; take the one that fits.`,
  sections: [
    section(
      'OAuth credentials of the site, to send builds and deployments',
      steps(
        'In Jira open **Settings → Apps → OAuth credentials**, and press **Create credentials**.',
        'Fill in the values below. Permissions: **Deployments** and **Builds**, and others only if they are sent.',
        'Create: Jira shows a **Client ID** and a **Client secret**.',
      ),
      values(
        ['App name', 'mmd-tui'],
        ['Server base URL', 'the address of your CI server'],
        ['Logo URL', 'any picture'],
      ),
      text('They are tied to the site and to nobody’s account, and cannot read issues.'),
    ),
    section(
      'A service account, to read and change issues',
      steps(
        'An organisation administrator opens https://admin.atlassian.com, **Directory → Service accounts**, and creates one that is named for what it does.',
        'Give it access to Jira on this site, and to the projects that it needs.',
        'Create credentials of the kind **OAuth 2.0**, with the scopes below: a **Client ID** and a **Client secret** are shown.',
      ),
      values([
        'Scopes',
        facts.scope
          .split(/\s+/)
          .filter((word) => word !== 'offline_access')
          .join('\n'),
      ]),
      text('This takes centralised user management; five such accounts are free.'),
    ),
    secretBack,
    section(
      'What this allows, and how to end it',
      points(
        'Whoever has id and secret may do what was permitted above, at any time, without anybody being asked.',
        'Deleting the credentials in the same place ends it; a token that was given out lasts an hour at most.',
      ),
    ),
    thenSection(facts, ' --client-id ID --client-secret-stdin'),
  ],
})

/** Credentials with which a program signs in for itself. */
export const clientCredentialsGuide = (facts: GuideFacts): Guide =>
  facts.deployment === 'cloud' ? cloudGuide(facts) : dataCenterGuide(facts)
