-- Everything that is kept but the content of files, which lies beside the database under its digest.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('applicant', 'reviewer', 'admin')),
  password TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0
);
-- The key itself is only in its owner's browser: here is its digest.
CREATE TABLE session (
  key TEXT PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  ends INTEGER NOT NULL
);
CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  made INTEGER NOT NULL
);
CREATE TABLE version (
  id INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('signed', 'draft')),
  made INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'stopped', 'failed')),
  -- Whether the server ended before the check did.
  interrupted INTEGER NOT NULL DEFAULT 0,
  -- The day that the check spoke of, and what it found.
  today TEXT,
  result TEXT,
  -- What the list of projects shows of it, with everybody's decisions.
  glance TEXT,
  UNIQUE (project, number)
);
CREATE TABLE file (
  version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (version, position)
) WITHOUT ROWID;
CREATE TABLE picture (
  version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  file TEXT NOT NULL,
  page INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (version, file, page)
) WITHOUT ROWID;
CREATE INDEX file_digest ON file (digest);
CREATE INDEX picture_digest ON picture (digest);
-- Of a finding's decisions the last one counts; the earlier ones stay.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  finding TEXT NOT NULL,
  basis TEXT NOT NULL,
  was TEXT NOT NULL,
  -- Nothing: the decision is taken back.
  verdict TEXT,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  finding TEXT NOT NULL,
  text TEXT NOT NULL,
  who TEXT NOT NULL,
  at INTEGER NOT NULL
);
-- The audit trail outlives what it speaks of, and nobody changes it.
CREATE TABLE trail (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  deed TEXT NOT NULL,
  project INTEGER,
  name TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is not changed'); END;
CREATE TRIGGER trail_remains BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is not changed'); END;
PRAGMA user_version = 1;
