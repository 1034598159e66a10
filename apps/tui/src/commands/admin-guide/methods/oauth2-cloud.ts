import { type Guide, type GuideFacts, points, section, steps, text, values } from '../guide.ts'
import { clientFlags, inviteText, thenSection } from './then.ts'

/** Granular scopes have a third part, such as `read:sprint:jira-software`; the console lists them apart. */
const isGranular = (scope: string): boolean => scope.split(':').length > 2

/** An app of a company for Jira Cloud (3LO). */
export const oauth2CloudGuide = (facts: GuideFacts): Guide => {
  const { url, redirectUri, scope } = facts
  const wanted = scope.split(/\s+/).filter((word) => word !== '' && word !== 'offline_access')
  const granular = wanted.filter(isGranular)
  const classic = wanted.filter((word) => !isGranular(word))
  return {
    title: 'An OAuth 2.0 app for mmd-tui in Atlassian’s cloud (3LO)',
    reader: 'administrator',
    intro: `mmd-tui is a terminal program for working through Jira issues. People sign in to it for ${url} in their own browser, with their Atlassian account. Atlassian wants each company to register an app of its own for that. Whoever makes it owns it: best an account that stays when people leave.`,
    sections: [
      section(
        'What to do',
        steps(
          'Open https://developer.atlassian.com/console/myapps/ and choose **Create → OAuth 2.0 integration**. Name it mmd-tui.',
          'Under **Permissions** add the **Jira API** and press **Configure**. Under **Classic scopes** edit the scopes of the Jira platform and of Jira Service Management, and under **Granular scopes** the others; tick what is listed below.',
          'Under **Authorization**, at **OAuth 2.0 (3LO)**, press **Add** and enter the callback URL below, letter for letter. An app has one.',
          'Under **Distribution** press **Edit** and set the status to **Sharing**. Until then only the one who made the app can sign in with it. It asks for a vendor name, a privacy policy and whether personal data is stored.',
          'Under **Settings** stand the **Client ID** and the **Secret**.',
        ),
        values(
          ['Callback URL', redirectUri],
          ['Classic scopes', classic.join('\n')],
          ['Granular scopes', granular.join('\n')],
        ),
        text(
          '`offline_access` is not in the console: the program asks for it itself, so that nobody has to sign in every hour. Boards and sprints have granular scopes alone. Whoever adds a scope later has everybody consent again.',
        ),
      ),
      section(
        'What to send back',
        points(
          'The Client ID; it is no secret.',
          'The Secret, through a password manager or another safe way, not in this ticket. It must not be published either.',
        ),
      ),
      section(
        'What this allows, and how to end it',
        points(
          'The app by itself opens nothing. Each person chooses a site and presses Accept; from then on the program may do there what that person may, within the scopes above. The consent page says that Atlassian has not reviewed the app: that is so with every app of a company.',
          'A person ends it at https://id.atlassian.com/manage-profile/apps. An organisation administrator can block or uninstall the app, which ends it for everybody; so does deleting it, or a new secret.',
          'A token lasts an hour and is renewed by the program; the right to renew ends after 90 days without use, and after a year in any case.',
          'All people of one app share its hourly quota of requests.',
        ),
      ),
      thenSection(facts, ` --client-id ID --client-secret-stdin${clientFlags(facts)}`, { after: [inviteText(facts)] }),
    ],
  }
}
