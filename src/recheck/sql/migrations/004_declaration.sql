-- What institutions declare on the sheet 汇总 about a half-year. Nothing here is ever updated.

create table declaration (
    version_no bigint not null,
    sheet varchar not null,
    row bigint not null,                 -- where 需复查人次 stands, or would stand
    "column" varchar not null,           -- Excel letters
    heading varchar not null,            -- as written
    examined bigint,                     -- 受检人次; empty: not declared
    declared bigint,                     -- 需复查人次
    notified bigint                      -- 已通知人次
);
