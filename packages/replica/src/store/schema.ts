/**
 * The tables of a site's local copy, version by version: entry `n` brings version `n` to `n + 1`. Only ever appended to.
 * Times are epoch milliseconds by this machine's clock, unless they are the site's own (ISO 8601 text).
 */
export const migrations: readonly string[] = [
  `
  -- Whose copy this is: base URL and user; a copy of somebody else's is never shown.
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  -- Narrow, so that a filter over 50,000 issues reads few pages. \`id\` is Jira's; negative: made here, not sent yet.
  CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    updated TEXT,
    -- Lower case: key, summary, type, status, priority, labels, people.
    line TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
  );

  -- What the site confirmed, as JSON. Parts: row, detail (what the row does not have), comments, worklogs, history,
  -- remote-links, transitions, development. Not WITHOUT ROWID: values are long, and such tables put them on pages of their own.
  CREATE TABLE issue_part (
    issue INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    value TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (issue, part)
  );

  -- Beginnings of two letters have an index of their own: many thousand words begin with them.
  CREATE VIRTUAL TABLE issue_text USING fts5 (
    key, summary, description, comments,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '2'
  );

  -- Fields, priorities, link types, transitions by status …: good for a day.
  CREATE TABLE catalogue (name TEXT PRIMARY KEY, value TEXT NOT NULL, fetched_at INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE view (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    jql TEXT NOT NULL,
    -- Keys in the site's order, one a line: read whole, written whole.
    keys TEXT NOT NULL,
    total INTEGER,
    -- When the newest read that was whole (list, or delta joined to one) was asked; when leavers were last swept out.
    asked_at INTEGER,
    swept_at INTEGER,
    refreshed_at INTEGER,
    opened_at INTEGER
  ) WITHOUT ROWID;

  -- The \`updated\` of an issue when its reader last saw it. No entry: it was never there before, and is unread.
  CREATE TABLE read_mark (issue INTEGER PRIMARY KEY REFERENCES issue (id) ON DELETE CASCADE, updated TEXT);

  CREATE TABLE snooze (
    key TEXT PRIMARY KEY,
    until INTEGER,
    until_changed INTEGER NOT NULL,
    -- The issue's \`updated\` when it was hidden.
    updated TEXT
  ) WITHOUT ROWID;

  -- What one key press or command did: one or many operations, taken back together.
  CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    performed_at INTEGER NOT NULL,
    -- The change that this one takes back, and the one that took this one back.
    undoes INTEGER REFERENCES change (id),
    undone_by INTEGER REFERENCES change (id)
  );

  CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mark TEXT NOT NULL UNIQUE,
    change INTEGER NOT NULL REFERENCES change (id),
    -- The operation that this one takes back.
    undoes INTEGER REFERENCES operation (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- queued, sending, unknown, conflict, failed, sent, dropped: see outbox/states.ts
    state TEXT NOT NULL,
    performed_at INTEGER NOT NULL,
    -- The first request that could have changed something.
    first_sent_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Queued: not before; and why, a JSON of {code, message, details}.
    not_before INTEGER,
    error TEXT,
    conflicts TEXT,
    result TEXT,
    settled_at INTEGER,
    -- Counts what the site has taken, across processes: a read that began before is older than it.
    settled_order INTEGER
  );
  CREATE INDEX operation_open ON operation (key, id) WHERE state NOT IN ('sent', 'dropped');
  CREATE INDEX operation_settled ON operation (settled_order) WHERE settled_order IS NOT NULL;
  CREATE INDEX operation_change ON operation (change);

  CREATE TABLE draft (name TEXT PRIMARY KEY, text TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- The key of an issue's parent, as its row has it: sub-tasks and children show what their parent is called.
  ALTER TABLE issue ADD COLUMN parent TEXT;
  UPDATE issue SET parent = (
    SELECT json_extract(value, '$.parent.key') FROM issue_part WHERE issue = id AND part = 'row' AND json_valid(value)
  );
  CREATE INDEX issue_parent ON issue (parent) WHERE parent IS NOT NULL;
  `,
  `
  -- What became of issues in the inbox, which they have left by that.
  CREATE TABLE decision (
    key TEXT PRIMARY KEY,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    view TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- The issue's \`updated\` when it was decided, or when it was last changed from here: a later one brings it back.
    seen TEXT
  ) WITHOUT ROWID;
  CREATE INDEX decision_at ON decision (at);
  `,
  `
  -- When an issue was opened here last.
  CREATE TABLE visit (key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- What the changes that one key press made on several sites have in common.
  ALTER TABLE change ADD COLUMN press TEXT;
  `,
]
