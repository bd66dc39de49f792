-- Packs of overdue cases that were issued, who acknowledged them, and what came back filled in. Nothing here is ever updated.

create table pack (
    pack_no bigint primary key,          -- order of entry
    recipient varchar not null,          -- 顺德区, 顺德区北滘镇, or 本所: the institute itself
    by_town boolean not null,            -- whether towns got packs of their own
    scope varchar not null,              -- of the question: all | place: only some places | part: only some cases of a place
    as_of date not null,                 -- T
    known_at timestamp not null,         -- the last arrival that it rests on
    workbook varchar not null,           -- sha256 of the archived file
    pdf varchar not null,
    received_at timestamp not null,      -- when it was issued, local time of the workspace
    stated boolean not null,
    recorded_at timestamp not null       -- when it was really entered
);

create table pack_case (
    pack_no bigint not null,
    case_id varchar not null,            -- 个案编号 at that time
    part varchar not null,               -- first | second: to be seen to; settled | followed: no action needed
    enterprise_seq integer               -- its number on the sheet 企业表; null where no action is needed
);

create table pack_receipt (
    pack_no bigint not null,
    acknowledged_on date not null,
    acknowledged_by varchar not null,
    received_at timestamp not null,
    stated boolean not null,
    recorded_at timestamp not null
);

create table answer (                    -- what a row of a returned workbook says beside recheck and reason (row_read)
    row_no bigint primary key,
    pack_no bigint,                      -- with enterprise_seq: it answers for an enterprise of this pack; null: for one case
    enterprise_seq integer,
    acted_on date,
    action varchar,
    result varchar,
    promised_on date,
    closed_on date,
    evidence varchar
);
