-- The view of the log. Everything here can be thrown away and rebuilt from events.jsonl.
CREATE TABLE progress (applied_seq BIGINT NOT NULL, log_head VARCHAR NOT NULL);
INSERT INTO progress VALUES (0, repeat('0', 64));

CREATE TABLE events (
    seq BIGINT PRIMARY KEY,
    type VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    auth VARCHAR NOT NULL,
    happened TIMESTAMP NOT NULL,
    article_id VARCHAR NOT NULL,
    claim_id VARCHAR,
    data VARCHAR NOT NULL,
    batch VARCHAR
);

CREATE TABLE articles (
    article_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    published DATE,
    object VARCHAR NOT NULL,
    added_seq BIGINT NOT NULL
);

-- The latest check of an article, and what it suggested claim by claim.
CREATE TABLE checks (
    article_id VARCHAR NOT NULL,
    seq BIGINT NOT NULL,
    object VARCHAR NOT NULL,
    corpus VARCHAR NOT NULL,
    snapshot VARCHAR NOT NULL,
    claims BIGINT NOT NULL
);
CREATE TABLE checked_claims (article_id VARCHAR NOT NULL, check_seq BIGINT NOT NULL, claim_id VARCHAR NOT NULL, label VARCHAR NOT NULL);

-- An undone event stays in `events`; what counts is what is left.
CREATE TABLE undone (seq BIGINT NOT NULL, undone_by BIGINT NOT NULL);

CREATE VIEW standing AS
SELECT e.* FROM events e WHERE e.type IN ('verdict_given', 'note_added') AND e.seq NOT IN (SELECT seq FROM undone);

CREATE VIEW latest_checks AS
SELECT * FROM checks QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seq DESC) = 1;

CREATE VIEW current_verdicts AS
SELECT * FROM standing WHERE type = 'verdict_given'
QUALIFY row_number() OVER (PARTITION BY article_id, claim_id ORDER BY seq DESC) = 1;
