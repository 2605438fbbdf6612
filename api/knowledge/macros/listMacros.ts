import { openView } from '../../acts/view.ts'
import { namesOfStaff } from '../../staff/published.ts'
import * as schema from './schema.ts'

/** The texts that agents may put into a note, as they were last approved, by title. */
export const listMacros = openView({
  at: 'GET /api/macros',
  summary: 'Texts for notes',
  tag: 'Knowledge',
  needs: 'knowledge.show',
  unrecorded: 'what the hospital gives its agents to write, and nobody’s data',
  reply: schema.macros,
  async show({ desk }) {
    const rows = await desk.db.read
      .selectFrom('macro_version as v')
      .innerJoin('macro as m', 'm.id', 'v.macro_id')
      .select(['m.id', 'm.language', 'm.category', 'v.title', 'v.body', 'v.version', 'v.decided_at'])
      .where('m.retired_at', 'is', null)
      .where('v.decision', '=', 'approved')
      .orderBy('v.version')
      .execute()
    // The newest comes last and stands.
    const newest = new Map(rows.map((row) => [row.id, row]))
    return {
      reply: [...newest.values()]
        .sort((a, b) => a.title.localeCompare(b.title, a.language))
        .map(({ version, decided_at, ...row }) => ({ ...row, version: version!, approvedAt: decided_at! })),
    }
  },
})

/** What was written and waits for another person, the oldest first. */
export const listWaitingMacros = openView({
  at: 'GET /api/macro-versions',
  summary: 'Texts for notes that wait for approval',
  tag: 'Knowledge',
  needs: 'knowledge.write',
  unrecorded: 'what the hospital is to give its agents to write, and nobody’s data',
  reply: schema.waitingMacros,
  async show({ desk, actor }) {
    const rows = await desk.db.read
      .selectFrom('macro_version as v')
      .innerJoin('macro as m', 'm.id', 'v.macro_id')
      .selectAll('v')
      .select(['m.language', 'm.category'])
      .where('v.decision', 'is', null)
      .where('m.retired_at', 'is', null)
      .orderBy('v.written_at')
      .execute()
    const names = await namesOfStaff(
      desk.db.read,
      rows.map((row) => row.written_by),
    )
    return {
      reply: rows.map((row) => ({
        id: row.id,
        macroId: row.macro_id,
        language: row.language,
        category: row.category,
        title: row.title,
        body: row.body,
        writtenBy: names.get(row.written_by)!,
        writtenAt: row.written_at,
        mine: row.written_by === actor.id,
      })),
    }
  },
})
