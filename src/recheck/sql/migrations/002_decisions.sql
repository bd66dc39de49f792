-- What people decide about what arrived (a version withdrawn, two people told to be one), what was read again, and what
-- was said twice. Nothing here is ever updated.

create table decision (
    decision_no bigint primary key,      -- order of entry
    verdict varchar not null,            -- withdraw | same_person | other_person
    subject varchar not null,            -- withdraw: version_no; of two people: a 个案编号 of the one
    other varchar,                       -- of two people: a 个案编号 of the other
    decided_on date not null,
    reason varchar not null,
    evidence varchar,
    decided_by varchar not null,
    received_at timestamp not null,      -- arrival, local time of the workspace
    stated boolean not null,
    recorded_at timestamp not null       -- when it was really entered
);

create table reread (                    -- files that are the archived content of an earlier one, read by newer rules
    file_no bigint primary key,
    origin_no bigint not null            -- file_no of the file as it was received
);

create table repeated_row (              -- rows that say the same in files of one submission that supplement each other
    row_no bigint primary key,
    first_row_no bigint not null         -- the first of them that was entered; it is listed here too
);
