-- How each sheet was understood: which column was read as which field. What goes back is marked by it.

create table sheet_heading (
    file_no bigint not null,
    sheet_no integer not null,
    "column" varchar not null,           -- Excel letters
    heading varchar not null,            -- as written
    field varchar                        -- null: not read
);
