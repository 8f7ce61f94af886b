-- The view of the log. Everything here can be thrown away and rebuilt from events.jsonl; a view made with another script is.
-- No keys, no indexes, no views: the log sees to what is unique, the questions bring their own, and what is not there cannot be damaged.
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
