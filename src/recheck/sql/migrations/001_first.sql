-- The first schema: what arrived, who it is about (apart), and what was found. Nothing here is ever updated.

create table received_file (
    file_no bigint primary key,          -- order of entry
    name varchar not null,               -- without folders
    sha256 varchar not null,
    reading_hash varchar not null,       -- the reading rules it was read by
    received_at timestamp not null,      -- arrival, local time of the workspace
    received_stated boolean not null,
    recorded_at timestamp not null,      -- when it was really entered
    refused boolean not null,
    row_total bigint not null            -- rows of all sheets; 0 when refused
);

create table reading_rules (
    reading_hash varchar primary key,
    content varchar not null,            -- JSON
    recorded_at timestamp not null
);

create table judging_rules (
    judging_no bigint primary key,
    known_from timestamp not null,
    recorded_at timestamp not null,
    content varchar not null,            -- JSON
    grace_days integer not null,
    assumed_days integer not null,       -- base date when nothing is documented: exam date + these
    reporting_first varchar not null,    -- MM-DD by which first half-years are due
    reporting_second varchar not null    -- MM-DD of the next year
);

create table deadline_rule (
    judging_no bigint not null,
    position integer not null,           -- first match wins
    from_on date not null,               -- exam dates, both inclusive
    until_on date not null,
    label varchar not null,
    matching varchar not null,           -- RE2 over the canonical hazard name
    excepting varchar,
    days integer not null
);

create table version (
    version_no bigint primary key,       -- order of entry
    file_no bigint not null,
    institution varchar not null,
    period varchar not null,
    kind varchar not null,
    nil boolean not null,
    joins boolean not null               -- --add: joins the version before it
);

create table sheet_row (                 -- every row of a file that is no data row
    file_no bigint not null,
    sheet varchar not null,
    sheet_no integer not null,
    row bigint not null,
    fate varchar not null                -- blank | furniture
);

create table row_read (                  -- every data row, without the person
    row_no bigint not null,              -- order of entry, sheet, row; unique (verify checks it)
    file_no bigint not null,
    version_no bigint,                   -- null: held, of an institution unknown
    sheet varchar not null,
    sheet_no integer not null,
    row bigint not null,
    fate varchar not null,               -- accepted | held | duplicate
    kind varchar not null,
    institution varchar,
    period varchar,
    case_code varchar not null,          -- the 个案编号 that this row would give its case
    case_id varchar,                     -- the 个案编号 that the sheet carried
    id_hash uuid,                        -- keyed hash of type and number; null: weak identity
    name_hash uuid,                      -- keyed hash of the normalised name
    phone_hash uuid,
    content_hash uuid not null,          -- of all mapped fields
    enterprise varchar,
    enterprise_key varchar,
    uscc varchar,
    district varchar,
    town varchar,
    industry varchar,
    scale varchar,
    economic_type varchar,
    user_unit varchar,
    user_unit_uscc varchar,
    id_type varchar,
    sex varchar,
    age varchar,
    job varchar,
    exposure_years varchar,
    exam_no varchar,
    exam_type varchar,
    exam_date date,
    abnormal_items varchar,
    conclusion varchar,
    recheck_items varchar,
    reported_on date,
    notified_on date,
    delivered_on date,
    notice_method varchar,
    deadline_text varchar,
    deadline_mode varchar,
    deadline_on date,
    deadline_amount integer,
    deadline_unit varchar,
    rechecked varchar,
    rechecked_on date,
    recheck_institution varchar,
    recheck_exam_no varchar,
    recheck_conclusion varchar,
    recheck_again boolean,
    disposition varchar,
    disposed_on date,
    reason varchar
);

create table row_person (                -- the only relation that holds people
    row_no bigint not null,
    worker varchar,
    id_number varchar,
    phone varchar,
    contact varchar,
    contact_phone varchar,
    address varchar,
    remark varchar
);

create table row_hazard (
    row_no bigint not null,
    hazard varchar not null
);

create table hazard (
    hazard varchar not null,
    hazard_group varchar not null,
    reading_hash varchar not null
);

create table finding (
    file_no bigint not null,
    sheet varchar not null,
    row bigint,
    "column" varchar,
    heading varchar,
    code varchar not null,
    severity varchar not null,
    parameters varchar not null          -- JSON object
);
