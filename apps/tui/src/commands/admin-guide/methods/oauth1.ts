import { type Block, code, type Guide, type GuideFacts, points, section, steps, text, values } from '../guide.ts'
import { signInSection } from './then.ts'

const keyBlocks = ({ publicKey, name, url, isSaved }: GuideFacts): readonly Block[] => {
  if (publicKey !== undefined) return [text('Public key:'), code(...publicKey.trimEnd().split('\n'))]
  const make = isSaved
    ? [`mmd-tui site remove ${name}`, `mmd-tui site add ${url} --name ${name} --method oauth1`]
    : [`mmd-tui site add ${url} --name ${name} --method oauth1`]
  return [
    text('The public key is made when the site is saved, and this guide then shows it:'),
    code(...make, `mmd-tui admin-guide ${name}`),
  ]
}

/** An application link of old Jira servers with OAuth 1.0a and an RSA key. */
export const oauth1Guide = (facts: GuideFacts): Guide => {
  const { url, consumerKey, callback } = facts
  const isOob = callback === 'oob'
  return {
    title: 'An application link for mmd-tui in Jira (OAuth 1.0a)',
    reader: 'administrator',
    intro: `mmd-tui is a terminal program for working through Jira issues. People sign in to it at ${url} in their own browser, with their own account. For Jira before 8.22, which has no OAuth 2.0, that takes an application link with an RSA key. From 8.22 on choose OAuth 2.0: \`mmd-tui admin-guide --method oauth2 --url ${url}\`.`,
    sections: [
      section(
        'What to do before Jira 8.22',
        steps(
          `Open ${url}/plugins/servlet/applinks/listApplicationLinks (Administration → Applications → Application links).`,
          'Enter `http://mmd-tui.invalid` as the address of the application, and create the link. Jira says that nobody answers there: continue.',
          'Name: mmd-tui. Type: **Generic Application**. Leave everything else empty, and continue.',
          'Edit the new link, open **Incoming Authentication**, and fill in the values below.',
        ),
        values(
          ['Consumer Key', consumerKey],
          ['Consumer Name', 'mmd-tui'],
          ['Callback URL', isOob ? 'leave it empty' : callback],
        ),
        ...keyBlocks(facts),
      ),
      section(
        'What to do from Jira 8.22 on',
        text(
          'In the dialog **Create link**, **External application** makes a link with OAuth 2.0. For OAuth 1.0a choose the other branch, **Atlassian product**, enter `http://mmd-tui.invalid` although it is none, go on in spite of the warnings, and continue with Incoming Authentication as above. The words differ between versions.',
        ),
      ),
      section(
        'What to send back',
        points('Only that it is done. There is no secret: the private key never leaves the machine of the person.'),
      ),
      section(
        'What this allows, and how to end it',
        points(
          'The link by itself opens nothing. Each person logs in and presses Allow; from then on whoever has the private key and that person’s token may do all that the person may. OAuth 1.0a has no scopes.',
          'A token lasts five years. A person ends it in the profile, under Authorized applications; deleting the link ends it for everybody at once.',
          'Requests are signed for Jira’s own base URL: behind a proxy that hides it, Jira answers `signature_invalid`. The clocks of both machines must agree within minutes.',
        ),
      ),
      signInSection(facts),
    ],
  }
}
