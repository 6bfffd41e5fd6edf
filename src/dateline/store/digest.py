"""One digest over what a database says, so that two can be compared: after a kill, after a second run, by a test."""

import sqlite3
from hashlib import sha256

# Row numbers depend on the order of arrival and runs on the clock; neither is content. Each query names its rows by
# ids that the content alone decides, and orders by every column.
_CODING = "d.document_id, m.digest, c.coder, c.digest"
_CONTENT: tuple[tuple[str, str], ...] = (
    (
        "document",
        "SELECT document_id, input, position, sha256, title, text, published, outlet, language, hex(signature), "
        "copy_of, m.digest FROM document d LEFT JOIN metadata m USING (metadata_id)",
    ),
    ("metadata", "SELECT document_id, digest FROM metadata JOIN document USING (document_key)"),
    (
        "coding",
        f"SELECT {_CODING}, skipped, current FROM coding c JOIN document d USING (document_key) "
        "JOIN metadata m ON m.metadata_id = c.metadata_id",
    ),
    (
        "report",
        f"SELECT {_CODING}, report_id, report.body FROM report JOIN coding c USING (coding_id) "
        "JOIN document d USING (document_key) JOIN metadata m ON m.metadata_id = c.metadata_id",
    ),
    (
        "statement",
        f"SELECT {_CODING}, statement_id, statement.body FROM statement JOIN coding c USING (coding_id) "
        "JOIN document d USING (document_key) JOIN metadata m ON m.metadata_id = c.metadata_id",
    ),
    ("failure", "SELECT DISTINCT input, position, stage, error, message FROM failure"),
    (
        "block",
        "SELECT key, report_id, c.digest FROM block JOIN report USING (report_key) JOIN coding c USING (coding_id)",
    ),
    (
        "link",
        "SELECT l.report_id, lc.digest, r.report_id, rc.digest, type, judgement, score, explanation, annotator "
        "FROM link JOIN report l ON l.report_key = left_key JOIN coding lc ON lc.coding_id = l.coding_id "
        "JOIN report r ON r.report_key = right_key JOIN coding rc ON rc.coding_id = r.coding_id",
    ),
    (
        "assignment",
        "SELECT report_id, c.digest, a.incident_id, m.incident_id FROM assignment a JOIN report USING (report_key) "
        "JOIN coding c USING (coding_id) JOIN membership m USING (report_key)",
    ),
    (
        "decision",
        "SELECT d.kind, d.who, d.why, d.evidence, d.incidents, d.reports, u.kind, u.incidents "
        "FROM decision d LEFT JOIN decision u ON u.decision_id = d.undoes",
    ),
)


def content_digest(connection: sqlite3.Connection) -> str:
    """SHA-256, hexadecimal, over all tables but those of runs and inputs."""
    digest = sha256()
    for name, query in _CONTENT:
        digest.update(f"\x1d{name}\n".encode())
        columns = len(connection.execute(f"{query} LIMIT 0").description)
        order = ", ".join(str(n + 1) for n in range(columns))
        for row in connection.execute(f"{query} ORDER BY {order}"):
            digest.update(repr(row).encode())
            digest.update(b"\x1e")
    return digest.hexdigest()
