import { passwordWarning } from '../../session/method-facts.ts'
import { type Answers, firstMethod, isMinted, type TextStep } from './answers.ts'
import { daysHelp, parseDays } from './mint-words.ts'
import { checkRedirect, redirectAdvice } from './redirect-advice.ts'

/** One line of text that is asked for. */
export interface TextQuestion {
  readonly title: string
  readonly help: readonly string[]
  readonly masked?: boolean
  readonly mayBeEmpty?: boolean
  /** Said of the text as it stands. */
  readonly advice?: (text: string) => string
  /** What is wrong with the text; empty for nothing. */
  readonly check?: (text: string) => string
}

const isCloud = ({ found }: Answers): boolean => found?.deployment === 'cloud'

const linkHelp = (answers: Answers): string =>
  isCloud(answers)
    ? 'Your company makes the app once: developer.atlassian.com → Developer console → Create → OAuth 2.0 integration → Authorization.'
    : 'An administrator makes the application link once: Administration → Applications → Application links → Create link → External application → Incoming.'

const secretHelp = 'It goes into the keychain, or a file that only you can read.'

const questions: Readonly<Record<TextStep, (answers: Answers) => TextQuestion>> = {
  redirectUri: (answers) => ({
    title: 'Redirect URL',
    help: [linkHelp(answers), 'This URL goes into its field for the redirect or callback URL, letter for letter.'],
    advice: (text) => redirectAdvice(text, answers.found?.deployment ?? 'datacenter'),
    check: checkRedirect,
  }),
  clientId: (answers) => ({
    title: 'Client ID',
    help: [
      isCloud(answers)
        ? 'It stands in the developer console under Settings of the app.'
        : 'Jira shows it when the link is made, and again under View credentials.',
    ],
  }),
  clientSecret: () => ({
    title: 'Client secret',
    help: [`It stands below the client ID. ${secretHelp}`],
    masked: true,
  }),
  scope: (answers) => ({
    title: 'Scope',
    help: [
      isCloud(answers)
        ? 'What is asked for, each added to the app under Permissions first. This is what all of this program needs; Enter takes it.'
        : 'WRITE to triage, READ only to look. The link must allow it.',
    ],
  }),
  consumerKey: () => ({
    title: 'Consumer key',
    help: [
      'A name that both sides know the link by; the administrator types the same. The RSA key is made when the site is saved.',
    ],
  }),
  callback: () => ({
    title: 'Callback URL',
    help: [
      'Where the browser is sent after Allow. Type oob to get a code to copy instead: for servers that refuse a callback.',
    ],
    advice: (text) =>
      text === 'oob'
        ? 'The site shows a code after Allow, which you type in here.'
        : redirectAdvice(text, 'datacenter'),
    check: (text) => (text === 'oob' ? '' : checkRedirect(text)),
  }),
  login: (answers) =>
    firstMethod(answers) === 'api-token'
      ? { title: 'E-mail address', help: ['Of your Atlassian account.'], check: checkLogin }
      : {
          title: 'User name',
          help: [
            isMinted(answers)
              ? 'The password is asked for next, used to make the token, and not kept.'
              : passwordWarning,
          ],
          check: checkLogin,
        },
  days: () => ({
    title: 'How many days the token works',
    help: daysHelp,
    mayBeEmpty: true,
    check: (text) => {
      const parsed = parseDays(text)
      return 'wrong' in parsed ? parsed.wrong : ''
    },
  }),
  name: () => ({
    title: 'A short name for the site',
    help: ['For the list of sites, for --site and for @name in the commands.'],
  }),
}

const checkLogin = (text: string): string => (text.includes(':') ? 'It cannot have a colon in it' : '')

/** The question that fills in this answer. */
export const textQuestion = (step: TextStep, answers: Answers): TextQuestion => questions[step](answers)
