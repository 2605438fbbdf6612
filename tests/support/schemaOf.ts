import { sql } from 'kysely'
import type { Db } from '../../api/core/db/open.ts'

/** Everything a database's schema consists of, as sorted text; two databases are alike when it is. */
export async function schemaOf(db: Db): Promise<string[]> {
  const query =
    db.engine === 'sqlite'
      ? sql<{
          item: string
        }>`select type || ' ' || name || ' ' || coalesce(sql, '') as item from sqlite_master`
      : sql<{ item: string }>`
          select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' ||
            coalesce(column_default, '') as item from information_schema.columns where table_schema = 'public'
          union all select indexdef from pg_indexes where schemaname = 'public'
          union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'public'::regnamespace
          union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
          union all select proname || ' ' || prosrc from pg_proc where pronamespace = 'public'::regnamespace`
  return (await query.execute(db.write)).rows.map((row) => row.item).sort()
}
