import { defaultRedirectUri, defaultScope } from '../../../session/method-facts.ts'
import { type Block, code, type GuideFacts, type Section, section, text } from '../guide.ts'

/** The flags for what is not as the program proposes it. */
export const clientFlags = ({ method, deployment, redirectUri, scope }: GuideFacts): string => {
  const isUsualRedirect = redirectUri === '' || redirectUri === defaultRedirectUri[deployment]
  const isUsualScope = scope === defaultScope[deployment] || (method === 'client-credentials' && scope === '')
  return `${isUsualRedirect ? '' : ` --redirect-uri ${redirectUri}`}${isUsualScope ? '' : ` --scope '${scope}'`}`
}

/** What the person does with what the administrator sent back. */
export const thenSection = (
  { name, url, method, isSaved }: GuideFacts,
  flags: string,
  { signIn = '', after = [] }: { readonly signIn?: string; readonly after?: readonly Block[] } = {},
): Section =>
  section(
    'Then, whoever signs in',
    code(
      isSaved
        ? `mmd-tui site edit ${name}${flags}`
        : `mmd-tui site add ${url} --name ${name} --method ${method}${flags}`,
      `mmd-tui auth login ${name}${signIn}`,
    ),
    ...after,
  )

/** Nothing is left to save: only the sign-in. */
export const signInSection = ({ name }: GuideFacts, flags = ''): Section =>
  section('Then, whoever signs in', code(`mmd-tui auth login ${name}${flags}`))

/** How the others get the same without the administrator. */
export const inviteText = ({ name }: GuideFacts): Block =>
  text(
    `Everybody else can join with an invite, which holds all of this with the secret sealed: \`mmd-tui site export ${name} -o ${name}.invite\`, and then \`mmd-tui site join ${name}.invite\`.`,
  )
