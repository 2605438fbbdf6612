import { type Kysely, PostgresAdapter, sql } from 'kysely'

/**
 * Cases are found by the words of their summaries and notes. Both engines take them apart alike: at all that is neither letter nor
 * digit, in lower case, without accents. Triggers and index expressions keep it true whoever writes a case.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('create index case_note_created on case_note (created_at)')
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await run(`create function case_words(given text) returns tsvector language sql immutable parallel safe as $$
      select to_tsvector('simple'::regconfig, regexp_replace(
        regexp_replace(lower(normalize(given, NFKD)), '[\\u0300-\\u036f]', '', 'g'),
        '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f]+', ' ', 'g')) $$`)
    await run('create index support_case_words on support_case using gin (case_words(summary))')
    await run('create index case_note_words on case_note using gin (case_words(text))')
    return
  }
  // The text itself stands in the case: here are its words and whose they are.
  await run(`create virtual table case_words using fts5(
    text, case_id unindexed, content='', contentless_unindexed=1, tokenize='unicode61 remove_diacritics 2')`)
  await run(
    'insert into case_words (text, case_id) select summary, id from support_case order by opened_at, id',
  )
  await run(
    'insert into case_words (text, case_id) select text, case_id from case_note order by created_at, id',
  )
  await run(`create trigger support_case_words after insert on support_case begin
    insert into case_words (text, case_id) values (new.summary, new.id); end`)
  await run(`create trigger case_note_words after insert on case_note begin
    insert into case_words (text, case_id) values (new.text, new.case_id); end`)
}
