-- Registers of enterprises that an authority keeps, and answers about enterprises: who they are and where. Each file is
-- a received_file; nothing here is ever updated.

create table register_line (
    file_no bigint not null,
    sheet varchar not null,
    sheet_no integer not null,
    row bigint not null,
    fate varchar not null,               -- accepted | held | duplicate
    -- the enterprise as rows of uploads name it
    named_uscc varchar,
    named_key varchar,                   -- normalised name
    named_district varchar,
    -- what the line tells about it; empty: nothing
    uscc varchar,
    foreign_uscc boolean not null,       -- the code that the rows carry is not the enterprise's
    district varchar,
    town varchar,
    scale varchar,
    industry varchar,
    reviewed boolean not null            -- answers what `enterprises todo` asked
);

create table register_contact (          -- of a line, apart: people
    file_no bigint not null,
    sheet_no integer not null,
    row bigint not null,
    enterprise varchar,
    address varchar,
    contact varchar,
    contact_phone varchar
);
