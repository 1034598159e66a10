import type { Answer, Exchange, Route } from '../exchange.ts'
import { objectBody } from '../rest/input.ts'
import { ok, Refusal } from '../rest/refusal.ts'
import { personJson } from '../rest/user-json.ts'
import type { SandboxApproval } from '../world/service-desk.ts'
import { agreementsOn } from '../world/sla.ts'
import { type DeskForm, deskGet, deskPage, deskWrite, forAgents, seenRequest, young } from './desk.ts'
import { agreementJson, momentJson } from './desk-times.ts'

const selfOf = ({ baseUrl, params }: Exchange, what: string, id: string): string =>
  `${baseUrl}/rest/servicedeskapi/request/${params.key ?? ''}/${what}/${id}`

const finalOf = ({ answers }: SandboxApproval): 'approved' | 'declined' | 'pending' => {
  const given = [...answers.values()]
  if (given.includes('declined')) return 'declined'
  return given.every((answer) => answer === 'approved') ? 'approved' : 'pending'
}

const approvalJson = (exchange: Exchange, approval: SandboxApproval): unknown => ({
  id: approval.id,
  name: approval.name,
  finalDecision: finalOf(approval),
  canAnswerApproval: approval.answers.get(exchange.user?.key ?? '') === 'pending' && approval.completed === null,
  approvers: [...approval.answers].map(([key, answer]) => ({
    approver: personJson(exchange, key),
    approverDecision: answer,
  })),
  createdDate: momentJson(approval.created),
  ...(approval.completed === null ? {} : { completedDate: momentJson(approval.completed) }),
  _links: { self: selfOf(exchange, 'approval', approval.id) },
})

const seenApproval = (exchange: Exchange): SandboxApproval => {
  const approval = (seenRequest(exchange).approvals ?? []).find(({ id }) => id === exchange.params.id)
  if (approval !== undefined) return approval
  throw new Refusal(404, 'The approval does not exist.')
}

const answer = (exchange: Exchange): Answer => {
  const approval = seenApproval(exchange)
  const { decision } = objectBody(exchange, ['decision'])
  if (decision !== 'approve' && decision !== 'decline') throw new Refusal(400, 'A decision is approve or decline.')
  const key = exchange.user?.key ?? ''
  if (!approval.answers.has(key)) throw new Refusal(403, 'You are not asked for this approval.')
  if (approval.completed !== null || approval.answers.get(key) !== 'pending')
    throw new Refusal(409, 'The approval has been answered already.')
  approval.answers.set(key, decision === 'approve' ? 'approved' : 'declined')
  if (finalOf(approval) !== 'pending') approval.completed = exchange.now
  return ok(approvalJson(exchange, approval))
}

/** Login names on Data Center, account ids on Cloud, to keys. */
const peopleIn = (exchange: Exchange, { isCloud }: DeskForm): readonly string[] => {
  const body = objectBody(exchange, [isCloud ? 'accountIds' : 'usernames'])
  const list = isCloud ? body.accountIds : body.usernames
  if (!Array.isArray(list) || list.length === 0) throw new Refusal(400, 'Somebody must be named.')
  return list.map((name: unknown) => {
    const user = exchange.world.findUser(String(name))
    if (user === undefined) throw new Refusal(400, `There is no user ${String(name)}.`)
    return user.key
  })
}

const participants = (exchange: Exchange): Readonly<Record<string, unknown>> =>
  deskPage(exchange, seenRequest(exchange).participants ?? [], (key) => personJson(exchange, key))

const change = (exchange: Exchange, form: DeskForm, isAdded: boolean): Answer => {
  const issue = seenRequest(exchange)
  const people = peopleIn(exchange, form)
  const others = (issue.participants ?? []).filter((key) => !people.includes(key))
  issue.participants = isAdded ? [...others, ...people] : others
  return ok(participants(exchange))
}

/** What was promised, who must agree, and who else takes part. */
export const agreementRoutes = (form: DeskForm): readonly Route[] => [
  forAgents(
    deskGet('/request/:key/sla', (exchange) => {
      const agreements = agreementsOn(seenRequest(exchange), exchange.now)
      return ok(deskPage(exchange, agreements, (one) => agreementJson(one, selfOf(exchange, 'sla', one.id))))
    }),
  ),
  forAgents(
    deskGet('/request/:key/sla/:id', (exchange) => {
      const one = agreementsOn(seenRequest(exchange), exchange.now).find(({ id }) => id === exchange.params.id)
      if (one === undefined) throw new Refusal(404, 'There is no such agreement.')
      return ok(agreementJson(one, selfOf(exchange, 'sla', one.id)))
    }),
  ),
  young(
    form,
    deskGet('/request/:key/approval', (exchange) =>
      ok(deskPage(exchange, seenRequest(exchange).approvals ?? [], (one) => approvalJson(exchange, one))),
    ),
  ),
  young(
    form,
    deskGet('/request/:key/approval/:id', (exchange) => ok(approvalJson(exchange, seenApproval(exchange)))),
  ),
  young(form, deskWrite('POST', '/request/:key/approval/:id', answer)),
  deskGet('/request/:key/participant', (exchange) => ok(participants(exchange))),
  deskWrite('POST', '/request/:key/participant', (exchange) => change(exchange, form, true)),
  deskWrite('DELETE', '/request/:key/participant', (exchange) => change(exchange, form, false)),
]
