/** What people write under any issue; slots as in the summaries. */
export const comments: readonly [string, ...string[]] = [
  'I can reproduce this {condition}. Taking a look.',
  '[~mira] should this go in the current sprint or wait?',
  'Same thing reported by {customer}, linked.',
  'Logs say:\n{noformat}\n{service}: {answer} from {provider} after 30 s\n{noformat}',
  'Talked to {provider}; they confirm it and want {number} days.',
  'Customer says it works now. *Please keep it open until Monday.*',
  'bq. happens about {number} times a day\n\nWhere does that number come from?',
  'Any news? Asked again today.',
  'Danke! Works here too. (y)',
  'Is this a duplicate? It sounds very much like the one from September.',
  'Ping {customer} before we change anything, they have scripts that depend on it.',
]

/** What is only written by those who build or run something. */
export const engineerComments: readonly string[] = [
  'Could not reproduce it in {cluster}. Which version was that?',
  'The graph went back to normal by itself at 14:20. I would still like to know why.',
  '+1, this hurts in {currency} as well.',
  'Fixed on the branch, needs a review. It was the scale of the amount, of course it was:\n{code:java}\nvar scale = currency.getDefaultFractionDigits();\n{code}',
  'Lowering the priority: there is a way around it, see below.\n\n# open the {screen}\n# reload once\n# save again',
  "I don't think this is ours. {service} only passes on what it gets.",
  'Added the time line to the [post-mortem|https://wiki.example.test/pm/{number}].',
  'We rolled back; {effect}. So the release is not the cause.',
  'Deployed to staging. @all please try {condition}.',
  'Moving this out of the sprint, we wait for an answer from outside.',
  'Estimate: {number} hours, most of it for the migration.',
  'Checked {number} samples by hand, all wrong by exactly one {currency} cent.',
  'Closing words from the retro: the alert was there, nobody was subscribed to it.',
]

/** What is only written by those who talk with customers. */
export const supportComments: readonly string[] = [
  'Answered by mail, waiting for a reply.',
  'Called back, nobody there. Trying again after lunch.',
  'Sent the help article; the export button has moved to the menu on the right.',
  'The account is on the Business plan, so this should work. Asking the payments team.',
  'Thank you for the quick answer! It works now.',
  'Could you send a screenshot, with the address line in it?',
  '{customer} is a large account, please be quick with this one.',
  'Refunded {number} EUR as a gesture, approved by the team lead.',
  'They have asked three times now. Escalating if there is no answer by Friday.',
  'Same question as last month; time for a help article?',
  'Verified the caller by invoice number, changing the owner now.',
  'bq. it still does not work\n\nAsked for the browser and the time of the last try.',
]

/** What the monitoring account writes. */
export const robotComments: readonly [string, ...string[]] = [
  '{noformat}[RESOLVED] {service} {resource} back to normal{noformat}',
  '{noformat}[FIRING:{number}] {service} {resource} > 90%{noformat}',
]

export const labels: Readonly<Record<string, readonly string[]>> = {
  PAY: [
    'regression',
    'customer-report',
    'quick-win',
    'tech-debt',
    'needs-design',
    'compliance',
    'month-end',
    'mobile',
    'flaky',
  ],
  OPS: ['on-call', 'capacity', 'post-mortem', 'automation', 'security', 'cost', 'toil', 'migration'],
  SUP: ['vip', 'billing', 'how-to', 'gdpr', 'churn-risk', 'portal', 'phone', 'translation'],
}

/** File names, MIME types and sizes in bytes of attachments. */
export const files: readonly [readonly [string, string, number], ...(readonly [string, string, number])[]] = [
  ['screenshot.png', 'image/png', 184_220],
  ['errors-by-hour.png', 'image/png', 48_101],
  ['checkout.har', 'application/json', 2_204_817],
  ['ledger-diff.csv', 'text/csv', 18_422],
  ['thread-dump.txt', 'text/plain', 311_040],
  ['Rechnung März.pdf', 'application/pdf', 96_310],
  ['screen recording.mov', 'video/quicktime', 31_457_280],
  ['pods.yaml', 'application/x-yaml', 7_211],
]
