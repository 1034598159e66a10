/** One answer that a select field offers. */
export interface FieldOption {
  readonly id: string
  readonly value: string
  readonly children?: readonly FieldOption[]
}

/** How a custom field stores and takes its value. */
export type CustomKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'select'
  | 'multiselect'
  | 'cascading'
  | 'user'
  | 'datetime'
  | 'epic-link'
  | 'sprint'
  | 'date'
  | 'url'
  | 'labels'
  | 'multiuser'
  | 'group'
  | 'multigroup'
  | 'version'
  | 'multiversion'
  | 'project'
  | 'team'
  | 'parent-link'
  | 'request-type'
  | 'opaque'
  | 'sla'

export interface CustomField {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly kind: CustomKind
  /** The field type as the apps of Jira call it. */
  readonly type: string
  readonly schema: { readonly type: string; readonly items?: string }
  readonly options?: readonly FieldOption[]
}

const jira = 'com.atlassian.jira.plugin.system.customfieldtypes'
const software = 'com.pyxis.greenhopper.jira'

const schemas: Readonly<Record<CustomKind, CustomField['schema']>> = {
  text: { type: 'string' },
  textarea: { type: 'string' },
  number: { type: 'number' },
  select: { type: 'option' },
  multiselect: { type: 'array', items: 'option' },
  cascading: { type: 'option-with-child' },
  user: { type: 'user' },
  datetime: { type: 'datetime' },
  'epic-link': { type: 'any' },
  sprint: { type: 'array', items: 'string' },
  date: { type: 'date' },
  url: { type: 'string' },
  labels: { type: 'array', items: 'string' },
  multiuser: { type: 'array', items: 'user' },
  group: { type: 'group' },
  multigroup: { type: 'array', items: 'group' },
  version: { type: 'version' },
  multiversion: { type: 'array', items: 'version' },
  project: { type: 'project' },
  team: { type: 'any' },
  'parent-link': { type: 'any' },
  'request-type': { type: 'sd-customerrequesttype' },
  opaque: { type: 'any' },
  sla: { type: 'sd-servicelevelagreement' },
}

const field = (
  number: number,
  name: string,
  kind: CustomKind,
  type: string,
  options?: readonly FieldOption[],
): CustomField => ({
  id: `customfield_${number}`,
  number,
  name,
  kind,
  type,
  schema: schemas[kind],
  ...(options !== undefined && { options }),
})

const choices = (firstId: number, values: readonly string[]): FieldOption[] =>
  values.map((value, index) => ({ id: String(firstId + index), value }))

/** The custom fields of the site. "Severity" is there twice: names are not keys. */
export const customFields: readonly CustomField[] = [
  field(10000, 'Development', 'opaque', 'com.atlassian.jira.plugins.jira-development-integration-plugin:devsummary'),
  field(10101, 'Sprint', 'sprint', `${software}:gh-sprint`),
  field(10102, 'Epic Link', 'epic-link', `${software}:gh-epic-link`),
  field(10104, 'Epic Name', 'text', `${software}:gh-epic-label`),
  field(10106, 'Rank', 'opaque', `${software}:gh-lexo-rank`),
  field(10107, 'Story Points', 'number', `${jira}:float`),
  field(10201, 'Question for the reporter', 'textarea', `${jira}:textarea`),
  field(
    10202,
    'Root cause',
    'select',
    `${jira}:select`,
    choices(10400, ['Configuration', 'Capacity', 'Code defect', 'Third party', 'Human error', 'Unknown']),
  ),
  field(10203, 'Reviewer', 'user', `${jira}:userpicker`),
  field(
    10204,
    'Severity',
    'select',
    `${jira}:select`,
    choices(10410, ['S1 - outage', 'S2 - major', 'S3 - minor', 'S4 - cosmetic']),
  ),
  field(10205, 'Incident lead', 'user', `${jira}:userpicker`),
  field(10206, 'Organisation', 'text', `${jira}:textfield`),
  field(
    10207,
    'Affected regions',
    'multiselect',
    `${jira}:multiselect`,
    choices(10420, ['eu-north', 'eu-west', 'us-east', 'ap-south']),
  ),
  field(10208, 'Severity', 'text', `${jira}:textfield`),
  field(10209, 'Product area', 'cascading', `${jira}:cascadingselect`, [
    { id: '10430', value: 'Web', children: choices(10431, ['Sign-in', 'Checkout', 'Account']) },
    { id: '10440', value: 'Mobile', children: choices(10441, ['iOS', 'Android']) },
    { id: '10450', value: 'API', children: choices(10451, ['REST', 'Webhooks']) },
  ]),
  field(10210, 'Detected at', 'datetime', `${jira}:datetime`),
  field(10211, 'Target date', 'date', `${jira}:datepicker`),
  field(10212, 'Runbook', 'url', `${jira}:url`),
  field(10213, 'Keywords', 'labels', `${jira}:labels`),
  field(10214, 'Approvers', 'multiuser', `${jira}:multiuserpicker`),
  field(10215, 'Owning group', 'group', `${jira}:grouppicker`),
  field(10216, 'Informed groups', 'multigroup', `${jira}:multigrouppicker`),
  field(10217, 'Found in version', 'version', `${jira}:version`),
  field(10218, 'Backport to', 'multiversion', `${jira}:multiversion`),
  field(10219, 'Related project', 'project', `${jira}:project`),
  field(10220, 'Team', 'team', 'com.atlassian.teams:rm-teams-custom-field-team'),
  field(10221, 'Parent Link', 'parent-link', 'com.atlassian.jpo:jpo-custom-field-parent'),
  field(10222, 'Flagged', 'multiselect', `${jira}:multicheckboxes`, choices(10460, ['Impediment'])),
  field(10223, 'Change risk', 'select', `${jira}:radiobuttons`, choices(10470, ['None', 'Low', 'High'])),
  field(10224, 'Approvals', 'opaque', 'com.atlassian.servicedesk.approvals-plugin:sd-approvals'),
  field(10225, 'Ledger reference', 'text', `${jira}:textfield`),
  field(10230, 'Time to resolution', 'sla', 'com.atlassian.servicedesk:sd-sla-field'),
  field(10231, 'Time to first response', 'sla', 'com.atlassian.servicedesk:sd-sla-field'),
  field(10232, 'Customer Request Type', 'request-type', 'com.atlassian.servicedesk:vp-origin'),
]

const index = new Map(customFields.map((entry) => [entry.id, entry]))

/** A custom field by id, such as `customfield_10107`. */
export const customFieldById = (id: string): CustomField | undefined => index.get(id)
