/** Descriptions in wiki markup, by issue type; slots as in the summaries. */
export const descriptions: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Bug: [
    `h3. What happens

The *{screen}* {symptom} {condition}. First seen on _Tuesday_, now about {number} times a day.

h3. How to see it

# Sign in as a merchant in {cluster}
# Open the {screen} with a {thing} from {provider}
# Change the currency to {currency} and save
#* it helps to do it twice
#* a new private window is not needed
# Look at the amount

h3. Expected

The same amount in both places, in {currency}.

{code:java|title=LedgerEntry.java}
BigDecimal amount = order.total();
// scale 2 is wrong for currencies without minor units
return amount.setScale(2, RoundingMode.HALF_UP);
{code}`,
    `Customer report, forwarded by support:

{quote}
I paid with {provider}, went back because the page hung, and paid again. Now there are two charges and one order.
{quote}

*Seen in:* {browser}, two other browsers are fine.
*Since:* the release of last week, I believe.

See also the [provider's notes on retries|https://docs.example.test/retries?topic={provider}] and the graph in [^errors-by-hour.png].`,
    `{noformat}
2026-11-03T06:12:44.120Z ERROR {service} request=9f31c2 POST {endpoint} -> {answer}
java.util.concurrent.TimeoutException: no answer in 30000 ms
    at com.acme.pay.Handler.await(Handler.java:118)
    at com.acme.pay.Retry.run(Retry.java:52)
{noformat}

Happens {condition}. The retry makes it worse: each one takes another connection from the pool.

||When||Requests||Answers {answer}||
|Monday|18,204|{number}|
|Tuesday|18,911|2 x {number}|
|Wednesday|17,560|{color:red}*9 x {number}*{color}|

----
(!) Do not replay these by hand; {{POST /hooks/replay}} is not idempotent for a {thing}.`,
    'The {screen} {symptom} {condition}. I can show it on my machine.',
    `{panel:title=Impact|bgColor=#ffffce}
About {number} merchants a day, all of them with {provider}. No money is lost, but the ledger must be corrected by hand.
{panel}

* What we know
** it needs a {thing}
** it started after the upgrade of {tool}
* What we do not know
** whether {browser} matters
** why staging is -not affected- hardly affected

bq. "Works for me" is not an answer here: it depends on the time of day.

Guess: the clock of {{ {service} }} and the one of {provider} are a few seconds apart, so a {thing} made at 23:59:59 lands in the wrong day.`,
  ],
  Story: [
    `As a *merchant* I want to see why a {thing} was refused, so that I need not call support.

h4. Done when

* the {screen} shows a sentence, not a code
* the sentence is there in all five languages
* support sees the original answer of {provider} as well
* {{GET {endpoint}}} has a field for it, see [API guide|https://docs.example.test/api]

h4. Not part of this

* e-mails
* {provider} accounts older than 2023`,
    `Merchants ask for this about {number} times a month.

||Market||Share of {provider}||Asked for||
|Nordics|34 %|(/)|
|Benelux|21 %|(/)|
|Iberia|8 %|(x)|

The design is in [the prototype|https://design.example.test/{provider}]; the texts are not final.`,
    'Small wish from the merchant advisory board: the {screen} should remember what was chosen last time. See the notes of [~mira].',
  ],
  Task: [
    `h3. Why

{tool} in {cluster} is two versions behind, and {service} needs the new one.

h3. Steps

# announce it in the channel
# take a backup and *try to restore it*
# run
{code:bash}
kubectl -n platform rollout restart deployment/{service}
kubectl -n platform rollout status deployment/{service} --timeout=10m
{code}
# watch the graphs for an hour

h3. Way back

Restore the backup; takes about {number} minutes.`,
    'Left over from the review of last month. Nobody is blocked, but it should not be forgotten.',
    `* talk to the owners of {{ {service} }}
* check that this is gone: {effect}
* write it down in the runbook: https://runbooks.example.test/{service}

{quote}We said "next sprint" three times already.{quote}`,
    `{code:sql}
-- rows that would be touched, counted on the replica
select count(*), min(created_at), max(created_at)
  from ledger_entry
 where provider = '{provider}' and currency = '{currency}' and settled_at is null;
{code}

The last run said *{number},412* rows. Below 50,000 it may run in office hours.`,
  ],
  Epic: [
    `h2. Goal

A customer who opens the {screen} understands what happened to the money, *without* calling us.

h2. How we know

# half as many tickets about a {thing}
# no manual corrections in the ledger for a month

h2. Links

* [Brief|https://wiki.example.test/pages/viewpage.action?pageId=65601]
* [Numbers|https://bi.example.test/refunds]`,
  ],
  'Sub-task': [
    'Part of the parent; see there.',
    'As discussed in stand-up. Should take less than a day.',
    '* {condition}\n* the same with {currency}\n* in {browser}',
  ],
  Incident: [
    `{panel:title=Now|borderStyle=solid|borderColor=#d04437}
*{service}* in {cluster}: {effect}. Customers notice.
{panel}

h3. Time line (UTC)

||Time||What||
|06:02|first alert, {resource}|
|06:09|[~jonas] acknowledges|
|06:31|restart of {{ {service} }}, helps for {number} minutes|
|07:15|traffic moved away|

h3. Next

# find out what fills the {resource}
# decide whether to fail over
# tell support what to say`,
    `Alert text:

{noformat}
[FIRING:{number}] {service} {resource} > 90% for 10m
cluster={cluster} severity=page
runbook=https://runbooks.example.test/{service}
{noformat}

Suspect the upgrade of {tool}. (?) Could someone compare with {cluster} last week?`,
    'Automatic: {number} alerts for {service} in {cluster} within ten minutes. Please acknowledge.',
    `{effect}, and the dashboards of {tool} show nothing. What was tried:

* (/) restart
* (/) more {resource}
* (x) rollback: the old image is gone from the registry
* (i) the provider says their side is fine`,
  ],
  'Service Request': [
    `Hello,

we use {product} every day and since yesterday it {symptom}. We have {number} people waiting for it. Could you have a look?

Kind regards
{customer}`,
    `{quote}
Dear support team,
our colleague {question}. The account is in the name of {customer}. It is urgent for us because the month ends on Friday.
{quote}

*Plan:* Business, {number} seats
*Browser:* {browser}
*Tried:* sign out, other browser, [help article|https://help.example.test/first-steps]`,
    '{customer} {question}. Came in by phone, caller is verified.',
    `Bom dia! Temos um problema com {product}: {symptom}. Podem ajudar?

_(Translated: the product {symptom}. Can you help?)_

!screenshot.png|thumbnail!`,
    `# What did you do? Opened {product}.
# What did you expect? That it works as last week.
# What happened? It {symptom}.

----
Sent from the form on the help page, ticket for {customer}`,
  ],
}
