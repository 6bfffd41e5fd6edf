"""The schema, as a list of migrations: entry n brings a database from version n to n + 1 (PRAGMA user_version).

Texts, codings, reports, links and assignments are only ever added. What a later coding supersedes stays and loses its
`current` mark; triggers refuse to change or delete a decision on a pair of reports or an assignment to an incident.
"""

APPLICATION_ID = 0x44544C4E
"""Marks the file as ours ("DTLN"), in PRAGMA application_id."""

Migration = tuple[str, ...]

_FIRST: Migration = (
    """
    CREATE TABLE run (
        run_id INTEGER PRIMARY KEY,
        version TEXT NOT NULL,
        coder TEXT NOT NULL,
        config TEXT NOT NULL,
        started TEXT NOT NULL,
        finished TEXT,
        counts TEXT
    )
    """,
    """
    CREATE TABLE input (
        run_id INTEGER NOT NULL REFERENCES run,
        path TEXT NOT NULL,
        sha256 TEXT,
        bytes INTEGER,
        PRIMARY KEY (run_id, path)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE failure (
        failure_id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES run,
        input TEXT NOT NULL,
        position INTEGER,
        stage TEXT NOT NULL,
        error TEXT NOT NULL,
        message TEXT NOT NULL
    )
    """,
    "CREATE INDEX failure_by_input ON failure (input, position)",
    # The frozen text, once; `metadata_id` points to the metadata in force.
    """
    CREATE TABLE document (
        document_key INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE,
        input TEXT NOT NULL,
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        title TEXT,
        text TEXT NOT NULL,
        published TEXT,
        outlet TEXT,
        language TEXT,
        signature BLOB,
        copy_of TEXT,
        metadata_id INTEGER REFERENCES metadata DEFERRABLE INITIALLY DEFERRED,
        run_id INTEGER NOT NULL REFERENCES run
    )
    """,
    "CREATE INDEX document_by_sha256 ON document (sha256)",
    "CREATE INDEX document_by_input ON document (input, position)",
    # Every state of a document's metadata that was ever given; body is the Document without its text.
    """
    CREATE TABLE metadata (
        metadata_id INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES document,
        digest TEXT NOT NULL,
        body TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES run,
        UNIQUE (document_key, digest)
    )
    """,
    """
    CREATE VIRTUAL TABLE document_fts USING fts5 (
        title, text, content='document', content_rowid='document_key', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER document_fts_insert AFTER INSERT ON document BEGIN
        INSERT INTO document_fts (rowid, title, text) VALUES (new.document_key, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER document_fts_update AFTER UPDATE OF title, text ON document BEGIN
        INSERT INTO document_fts (document_fts, rowid, title, text)
            VALUES ('delete', old.document_key, old.title, old.text);
        INSERT INTO document_fts (rowid, title, text) VALUES (new.document_key, new.title, new.text);
    END
    """,
    # What one version of one coder found in one document under one state of its metadata.
    """
    CREATE TABLE coding (
        coding_id INTEGER PRIMARY KEY,
        document_key INTEGER NOT NULL REFERENCES document,
        metadata_id INTEGER NOT NULL REFERENCES metadata,
        coder TEXT NOT NULL,
        digest TEXT NOT NULL,
        skipped TEXT,
        current INTEGER NOT NULL CHECK (current IN (0, 1)),
        run_id INTEGER NOT NULL REFERENCES run,
        UNIQUE (document_key, metadata_id, coder, digest)
    )
    """,
    "CREATE UNIQUE INDEX coding_current ON coding (document_key) WHERE current = 1",
    # body is the whole Report as JSON; the columns are for asking.
    """
    CREATE TABLE report (
        report_key INTEGER PRIMARY KEY,
        coding_id INTEGER NOT NULL REFERENCES coding,
        report_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        event_type TEXT,
        sub_event_type TEXT,
        status TEXT NOT NULL,
        background INTEGER NOT NULL,
        date_earliest TEXT,
        date_latest TEXT,
        date_precision TEXT NOT NULL,
        place TEXT,
        geonameid INTEGER,
        country_code TEXT,
        latitude REAL,
        longitude REAL,
        deaths_low INTEGER,
        deaths_best INTEGER,
        deaths_high INTEGER,
        body TEXT NOT NULL,
        UNIQUE (coding_id, report_id)
    )
    """,
    "CREATE INDEX report_by_id ON report (report_id)",
    """
    CREATE VIEW current_report AS
    SELECT report.*, document.document_key, document.document_id, document.published
    FROM report JOIN coding USING (coding_id) JOIN document USING (document_key)
    WHERE coding.current = 1
    """,
    # Every attested value, for those who ask in SQL; kept once, inside the report.
    """
    CREATE VIEW attestation AS
    SELECT r.report_id, r.document_id,
        json_extract(a.value, '$.field') AS field,
        json_extract(a.value, '$.value') AS value,
        json_extract(a.value, '$.quote') AS quote,
        json_extract(a.value, '$.start') AS start,
        json_extract(a.value, '$.end') AS "end",
        json_extract(a.value, '$.attributed_to') AS attributed_to,
        json_extract(a.value, '$.certainty') AS certainty,
        json_extract(a.value, '$.annotator') AS annotator,
        json_extract(a.value, '$.loaded') AS loaded
    FROM current_report AS r, json_each(r.body, '$.attestations') AS a
    """,
    """
    CREATE TABLE statement (
        statement_key INTEGER PRIMARY KEY,
        coding_id INTEGER NOT NULL REFERENCES coding,
        statement_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        speaker TEXT,
        body TEXT NOT NULL,
        UNIQUE (coding_id, statement_id)
    )
    """,
    # Keys under which reports of one incident meet. Derived: computed again when a report's frame changes.
    """
    CREATE TABLE block (
        key TEXT NOT NULL,
        report_key INTEGER NOT NULL REFERENCES report,
        PRIMARY KEY (key, report_key)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX block_by_report ON block (report_key)",
    """
    CREATE TABLE link (
        link_id INTEGER PRIMARY KEY,
        left_key INTEGER NOT NULL REFERENCES report,
        right_key INTEGER NOT NULL REFERENCES report,
        type TEXT NOT NULL,
        judgement TEXT NOT NULL,
        score REAL NOT NULL,
        explanation TEXT NOT NULL,
        annotator TEXT NOT NULL
    )
    """,
    "CREATE INDEX link_by_left ON link (left_key)",
    "CREATE INDEX link_by_right ON link (right_key)",
    """
    CREATE TABLE assignment (
        assignment_id INTEGER PRIMARY KEY,
        report_key INTEGER NOT NULL REFERENCES report,
        incident_id TEXT NOT NULL
    )
    """,
    "CREATE INDEX assignment_by_report ON assignment (report_key, assignment_id)",
    # Where each report stands now: the last line of the log, kept by a trigger.
    """
    CREATE TABLE membership (
        report_key INTEGER PRIMARY KEY REFERENCES report,
        incident_id TEXT NOT NULL
    )
    """,
    "CREATE INDEX membership_by_incident ON membership (incident_id)",
    """
    CREATE TRIGGER assignment_membership AFTER INSERT ON assignment BEGIN
        INSERT INTO membership (report_key, incident_id) VALUES (new.report_key, new.incident_id)
            ON CONFLICT (report_key) DO UPDATE SET incident_id = excluded.incident_id;
    END
    """,
    *(
        f"CREATE TRIGGER {table}_{verb.lower()}_refused BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a later row instead'); END"
        for table in ("link", "assignment")
        for verb in ("UPDATE", "DELETE")
    ),
)

_DECISIONS: Migration = (
    # What a person decided: who, when, why, on what evidence. `incidents` and `reports` are the ids as they were named.
    """
    CREATE TABLE decision (
        decision_id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        who TEXT NOT NULL,
        decided TEXT NOT NULL,
        why TEXT NOT NULL,
        evidence TEXT NOT NULL,
        incidents TEXT NOT NULL,
        reports TEXT NOT NULL,
        undoes INTEGER UNIQUE REFERENCES decision
    )
    """,
    *(
        f"CREATE TRIGGER decision_{verb.lower()}_refused BEFORE {verb} ON decision "
        f"BEGIN SELECT RAISE(ABORT, 'decision is append-only: undo it with a later one'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "ALTER TABLE link ADD COLUMN decision_id INTEGER REFERENCES decision",
    "ALTER TABLE assignment ADD COLUMN decision_id INTEGER REFERENCES decision",
    "CREATE INDEX link_by_decision ON link (decision_id) WHERE decision_id IS NOT NULL",
    "CREATE INDEX assignment_by_decision ON assignment (decision_id) WHERE decision_id IS NOT NULL",
    "CREATE INDEX link_unsure ON link (link_id) WHERE judgement = 'unsure'",
    # Judgements under the codings in force. What a person decided holds for the report under whatever coding gives it,
    # unless it was undone; what a model or rule recorded only for the coding that it looked at.
    """
    CREATE VIEW link_in_force AS
    SELECT l.link_id, x.report_key AS left_key, y.report_key AS right_key, x.report_id AS left_id,
        y.report_id AS right_id, l.type, l.judgement, l.score, l.explanation, l.annotator, l.decision_id
    FROM link l JOIN report a ON a.report_key = l.left_key JOIN report b ON b.report_key = l.right_key
    JOIN report x ON x.report_id = a.report_id JOIN coding c ON c.coding_id = x.coding_id AND c.current = 1
    JOIN report y ON y.report_id = b.report_id JOIN coding d ON d.coding_id = y.coding_id AND d.current = 1
    WHERE (l.decision_id IS NOT NULL OR (x.report_key = l.left_key AND y.report_key = l.right_key))
    AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = l.decision_id)
    """,
    # Documents whose coding or metadata changed since they were last linked: linking looks at no others by itself.
    "CREATE TABLE pending (document_key INTEGER PRIMARY KEY REFERENCES document)",
    "INSERT INTO pending SELECT document_key FROM document",
    # The values of a signature under which copies meet; `kept`: the document is no copy of another (null: not judged).
    "ALTER TABLE document ADD COLUMN kept INTEGER",
    "CREATE INDEX document_judged ON document (published) WHERE kept IS NOT NULL",
    """
    CREATE TABLE sketch (
        value INTEGER NOT NULL,
        kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
        document_key INTEGER NOT NULL REFERENCES document,
        PRIMARY KEY (value, kept, document_key)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX document_copied ON document (copy_of) WHERE copy_of IS NOT NULL",
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _DECISIONS)
