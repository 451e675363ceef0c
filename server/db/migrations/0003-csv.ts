// The two functions the CSV download is written with: a cell by RFC 4180, and the defusing of spreadsheet formulas.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function csv_cell(value text, separator text) returns text language sql immutable parallel safe as $$
      select case
        when value is null then ''
        when defused ~ E'["\r\n]' or position(separator in defused) > 0 then '"' || replace(defused, '"', '""') || '"'
        else defused
      end
      from (select case when value ~ E'^[=+@\t\r-]' then '''' || value else value end as defused) as cell
    $$;
  `.execute(db)
}
