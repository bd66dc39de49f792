-- What the institute corrects itself, line by line, and what the corrected rows say since. Nothing here is ever updated.

create table correction (                -- every line of a correction workbook that gives a 更正值
    file_no bigint not null,
    version_no bigint,                   -- null: the row that it corrects is unknown
    sheet varchar not null,
    sheet_no integer not null,
    row bigint not null,
    fate varchar not null,               -- accepted | held | duplicate
    target_row_no bigint,                -- the row of an upload; null: unknown
    field varchar,                       -- null: unknown
    heading varchar,                     -- of the field, in our own template
    "column" varchar,                    -- Excel letters of the field in the corrected sheet; null: it has no such column
    written varchar,                     -- heading of that column
    verified_on date
);

create table correction_text (           -- what was typed: may name people, so it stands apart
    file_no bigint not null,
    sheet_no integer not null,
    row bigint not null,
    value varchar not null,
    basis varchar,
    verified_by varchar
);

create table row_correction (            -- from when on a row of an upload reads how, all corrections in force together
    entry_no bigint not null,            -- order of entry
    target_row_no bigint not null,
    known_from timestamp not null,
    reading_no bigint,                   -- row_read, fate corrected: all its cells; null: it reads as it was sent
    overlay_no bigint                    -- row_read, fate correction: only what was corrected; null when reading_no is
);

create table answered_finding (          -- findings about a row that its corrections settle
    entry_no bigint not null,
    code varchar not null,
    "column" varchar
);
