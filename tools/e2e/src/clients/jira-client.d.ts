/** The part of `jira-client` (which has no types of its own) that the tests use. */
declare module 'jira-client' {
  // oxlint-disable-next-line typescript/no-explicit-any -- it hands out JSON as it came
  type Json = any

  interface Options {
    readonly protocol: 'http'
    readonly host: string
    readonly port: number
    readonly base: string
    readonly username?: string
    readonly password?: string
    readonly bearer?: string
  }

  class JiraApi {
    constructor(options: Options)
    getServerInfo(): Promise<Json>
    getCurrentUser(): Promise<Json>
    listProjects(): Promise<Json>
    listFields(): Promise<Json>
    listStatus(): Promise<Json>
    listPriorities(): Promise<Json>
    listIssueTypes(): Promise<Json>
    listIssueLinkTypes(): Promise<Json>
    listComponents(project: string): Promise<Json>
    getProject(project: string): Promise<Json>
    getVersions(project: string): Promise<Json>
    getVersion(id: string): Promise<Json>
    getUnresolvedIssueCount(version: string): Promise<number>
    relatedIssueCounts(component: string): Promise<Json>
    searchUsers(options: { readonly username: string }): Promise<Json>
    searchJira(jql: string, options?: object): Promise<Json>
    findIssue(key: string, expand?: string, fields?: string): Promise<Json>
    addNewIssue(issue: object): Promise<Json>
    updateIssue(key: string, change: object): Promise<Json>
    updateAssignee(key: string, name: string): Promise<Json>
    listTransitions(key: string): Promise<Json>
    transitionIssue(key: string, body: object): Promise<Json>
    addComment(key: string, text: string): Promise<Json>
    updateComment(key: string, id: string, text: string): Promise<Json>
    getComments(key: string): Promise<Json>
    deleteComment(key: string, id: string): Promise<Json>
    addWorklog(key: string, body: object): Promise<Json>
    getIssueWorklogs(key: string): Promise<Json>
    deleteWorklog(key: string, id: string): Promise<Json>
    issueLink(body: object): Promise<Json>
    deleteIssueLink(id: string): Promise<Json>
    createRemoteLink(key: string, body: object): Promise<Json>
    getRemoteLinks(key: string): Promise<Json>
    addWatcher(key: string, name: string): Promise<Json>
    getIssueWatchers(key: string): Promise<Json>
    addAttachmentOnIssue(key: string, file: object): Promise<Json>
    downloadAttachment(attachment: { readonly id: string; readonly filename: string }): Promise<Json>
    deleteAttachment(id: string): Promise<Json>
    issueNotify(key: string, body: object): Promise<Json>
    getAllBoards(startAt?: number, maxResults?: number, type?: string): Promise<Json>
    getIssuesForBacklog(board: number, startAt?: number, maxResults?: number): Promise<Json>
    addIssueToSprint(issue: string, sprint: number): Promise<Json>
    getBoardIssuesForSprint(board: number, sprint: number): Promise<Json>
    getAllSprints(board: number): Promise<Json>
    getDevStatusSummary(id: string): Promise<Json>
  }

  export = JiraApi
}
