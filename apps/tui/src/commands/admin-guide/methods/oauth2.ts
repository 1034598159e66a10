import { type Guide, type GuideFacts, points, section, steps, text, values } from '../guide.ts'
import { clientFlags, inviteText, thenSection } from './then.ts'

/** What the picker of Jira calls a scope. */
const permissionNames: Readonly<Record<string, string>> = {
  READ: 'Read',
  WRITE: 'Write',
  ADMIN: 'Admin',
  SYSTEM_ADMIN: 'System admin',
}

/** An incoming application link of Data Center with OAuth 2.0. */
export const oauth2Guide = (facts: GuideFacts): Guide => {
  const { url, redirectUri, scope } = facts
  return {
    title: 'An application link for mmd-tui in Jira Data Center (OAuth 2.0)',
    reader: 'administrator',
    intro: `mmd-tui is a terminal program for working through Jira issues. People sign in to it at ${url} in their own browser, with their own account and the company’s single sign-on. For that Jira has to know the program: one link, made once, for everybody. It takes a Jira system administrator (on some versions a Jira administrator) and five minutes.`,
    sections: [
      section(
        'Before',
        points(
          'Jira 8.22 or newer.',
          'Jira’s base URL begins with `https://`, and the proxy in front of it tells Jira so: the Tomcat connector has `scheme="https" secure="true"`, `proxyName` and `proxyPort`. Without that the OAuth service refuses every request.',
        ),
      ),
      section(
        'What to do',
        steps(
          `Open ${url}/plugins/servlet/applinks/listApplicationLinks (Administration → Applications → Application links). Jira may ask for your password again.`,
          'Press **Create link**, choose **External application**, direction **Incoming**, and continue.',
          'Fill in the values below, letter for letter, and save.',
          'Jira shows a **Client ID** and a **Client secret**. Later, **View credentials** in the menu of the link shows them again.',
        ),
        values(['Name', 'mmd-tui'], ['Redirect URL', redirectUri], ['Permission', permissionNames[scope] ?? scope]),
        text(
          'Jira compares the redirect URL as a whole: the word localhost, the port, the path, no slash more or less. It leads to the person’s own machine only. If its port is in use there, choose another one, the same for everybody.',
        ),
      ),
      section(
        'What to send back',
        points(
          'The Client ID; it is no secret.',
          'The Client secret, through a password manager or another safe way, not in this ticket.',
        ),
      ),
      section(
        'What this allows, and how to end it',
        points(
          'The link by itself opens nothing. Each person logs in and presses Allow; from then on the program may do what that person may, and no more than the permission above says.',
          'What it does stands in Jira’s history under that person’s name. Its token lasts an hour and is renewed by the program; unused, the right to renew ends after 90 days.',
          'A person ends it in the profile, under Authorized applications. Deleting the link ends it for everybody at once; a new secret stops all renewals.',
          'Look at your other application links afterwards: on some versions making a new one was seen to damage them (JRASERVER-71779).',
        ),
      ),
      thenSection(facts, ` --client-id ID --client-secret-stdin${clientFlags(facts)}`, { after: [inviteText(facts)] }),
    ],
  }
}
