import { type Guide, type GuideFacts, points, section, steps, text, values } from '../guide.ts'
import { signInSection, thenSection } from './then.ts'

/** A personal access token of Data Center. */
export const patGuide = (facts: GuideFacts): Guide => ({
  title: 'A personal access token for mmd-tui',
  reader: 'you',
  intro: `You make this token yourself in your Jira profile; no administrator is needed. Jira has it from version 8.14 on, unless it was switched off.`,
  sections: [
    section(
      'What to do',
      steps(
        `Open ${facts.url}/secure/ViewPersonalAccessTokens.jspa (your picture → Profile → Personal Access Tokens), and press **Create token**.`,
        'Fill in the values below, create the token, and copy it: it is shown once.',
      ),
      values(['Token name', 'mmd-tui'], ['Expiry', '90 days, or what your company asks for']),
    ),
    section(
      'What this allows, and how to end it',
      points(
        'Whoever has the token may do all that you may: it has no scope. Never put it into a ticket or a chat.',
        'Revoke it on the same page. Signing out revokes it only if the program made it itself.',
        'If the page is missing, an administrator has switched tokens off (`atlassian.pats.enabled`) or Jira is too old.',
      ),
    ),
    facts.isSaved ? signInSection(facts) : thenSection(facts, ''),
  ],
})

const classic = (scope: string): string =>
  scope
    .split(/\s+/)
    .filter((word) => word.split(':').length === 2)
    .join('\n')

/** An API token of the cloud. */
export const apiTokenGuide = (facts: GuideFacts): Guide => ({
  title: 'An API token for mmd-tui in Jira Cloud',
  reader: 'you',
  intro:
    'You make this token yourself in your Atlassian account; no administrator is needed, unless your organisation has switched them off.',
  sections: [
    section(
      'What to do',
      steps(
        'Open https://id.atlassian.com/manage-profile/security/api-tokens.',
        'Press **Create API token**. It may do all that you may. Or press **Create API token with scopes**, choose Jira, and tick the scopes below: then it may do only that.',
        'Choose when it ends, at most a year from now, and copy it: it is shown once.',
      ),
      values(['Name', 'mmd-tui'], ['Scopes', classic(facts.scope)]),
      text('A token with scopes of the kind above does not open boards and sprints; one without scopes does.'),
    ),
    section(
      'What this allows, and how to end it',
      points(
        'Whoever has the token and your e-mail address may use it. Never put it into a ticket or a chat.',
        'Revoke it on the same page; signing out of mmd-tui forgets it here and cannot revoke it there.',
      ),
    ),
    facts.isSaved ? signInSection(facts) : thenSection(facts, ' --user you@example.com'),
  ],
})

/** User name and password. */
export const basicGuide = (facts: GuideFacts): Guide => ({
  title: 'User name and password for mmd-tui',
  reader: 'you',
  intro: `Nothing has to be set up, and everything else is better: a password opens your whole account and cannot be revoked by itself. From Jira 8.14 on take a token instead: \`mmd-tui admin-guide --method pat --url ${facts.url}\`.`,
  sections: [
    section(
      'What has to be so',
      points(
        'Jira accepts passwords for programs: from version 11 on that is switched off unless an administrator switched it on (Administration → System → Authentication methods).',
        'Your account has a password of Jira’s own, or of the directory behind it; a single sign-on alone does not do.',
        'After some wrong passwords Jira wants a CAPTCHA: log in once in the browser and answer it there.',
      ),
    ),
    section(
      'What this allows, and how to end it',
      points(
        'Whoever has the password may do all that you may, in everything that uses it.',
        'Signing out forgets it on this machine; only a new password ends it everywhere.',
      ),
    ),
    facts.isSaved ? signInSection(facts) : thenSection(facts, ' --user NAME'),
  ],
})
