-- The view of the log. Everything here can be thrown away and rebuilt from events.jsonl; a view made with another script is.
-- No keys and no indexes: the log sees to what is unique, and what is not there cannot be damaged.
CREATE TABLE progress (applied_seq BIGINT NOT NULL, log_head VARCHAR NOT NULL, made_with VARCHAR NOT NULL);

-- `line` is the whole entry as it stands in the log, so that a damaged log can be mended from here.
CREATE TABLE events (
    seq BIGINT NOT NULL,
    type VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    claim_id VARCHAR,
    happened TIMESTAMP NOT NULL,
    batch VARCHAR,
    line VARCHAR NOT NULL
);

CREATE TABLE additions (seq BIGINT NOT NULL, article_id VARCHAR NOT NULL, title VARCHAR NOT NULL, published DATE, object VARCHAR NOT NULL);

-- The checks of an article, and what each suggested claim by claim.
CREATE TABLE checks (
    seq BIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    corpus VARCHAR NOT NULL,
    snapshot VARCHAR NOT NULL,
    claims BIGINT NOT NULL
);
CREATE TABLE checked_claims (check_seq BIGINT NOT NULL, article_id VARCHAR NOT NULL, claim_id VARCHAR NOT NULL, label VARCHAR NOT NULL);

-- An undone event stays in `events`; what counts is what is left.
CREATE TABLE undone (undone_by BIGINT NOT NULL, seq BIGINT NOT NULL);

CREATE VIEW articles AS
SELECT * FROM additions QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seq) = 1;

CREATE VIEW standing AS
SELECT e.* FROM events e WHERE e.type IN ('verdict_given', 'note_added') AND e.seq NOT IN (SELECT seq FROM undone);

CREATE VIEW latest_checks AS
SELECT * FROM checks QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seq DESC) = 1;

CREATE VIEW current_verdicts AS
SELECT * FROM standing WHERE type = 'verdict_given'
QUALIFY row_number() OVER (PARTITION BY article_id, claim_id ORDER BY seq DESC) = 1;
