import { newId } from '../../../api/core/db/id.ts'
import type { Tables } from '../../../api/core/db/tables.ts'
import type { House } from '../../support/harness.ts'
import type { Example } from '../stage.ts'

/* Acts on what agents are told to say and do. */

const topic = 'locked-out'

/** A version that waits; none that another example left does. */
async function aVersion(house: House, writtenBy: string): Promise<string> {
  await house.owner.write.deleteFrom('knowledge_version').where('decision', 'is', null).execute()
  const id = newId()
  await house.owner.write
    .insertInto('knowledge_version')
    .values({
      id,
      topic,
      language: 'en',
      to_say: 'It is locked.',
      to_do: 'Verify.',
      written_by: writtenBy,
      written_at: house.desk.clock().toISOString(),
      decision: null,
      decided_by: null,
      decided_at: null,
      version: null,
    })
    .execute()
  return id
}

const decide =
  (verb: 'approve' | 'decline'): Example =>
  async (house, cast) => {
    const by = cast['privacy-officer']
    const id = await aVersion(house, cast.supervisor.id)
    const version = (change: Partial<Tables['knowledge_version']>) =>
      house.owner.write.updateTable('knowledge_version').set(change).where('id', '=', id).execute()
    return {
      by,
      path: `/api/knowledge-versions/${id}/${verb}`,
      breaks: {
        notWriter: () => version({ written_by: by.id }),
        undecided: () =>
          version({ decision: 'declined', decided_by: by.id, decided_at: '2020-01-01T00:00:00.000Z' }),
      },
    }
  }

/** A macro, with one version that waits where it is said who wrote it. */
async function aMacro(house: House, writtenBy?: string): Promise<{ macroId: string; id: string }> {
  const [macroId, id] = [newId(), newId()]
  const macro = { id: macroId, language: 'en' as const, category: null, retired_at: null, retired_by: null }
  await house.owner.write.insertInto('macro').values(macro).execute()
  if (writtenBy) await aMacroVersion(house, macroId, id, writtenBy)
  return { macroId, id }
}

const aMacroVersion = (house: House, macro_id: string, id: string, written_by: string) =>
  house.owner.write
    .insertInto('macro_version')
    .values({
      id,
      macro_id,
      title: 'Called back',
      body: 'Called back about case {caseNumber}.',
      written_by,
      written_at: house.desk.clock().toISOString(),
      decision: null,
      decided_by: null,
      decided_at: null,
      version: null,
    })
    .execute()

const retire = (house: House, id: string) =>
  house.owner.write
    .updateTable('macro')
    .set({ retired_at: '2020-01-01T00:00:00.000Z' })
    .where('id', '=', id)
    .execute()

const decideMacro =
  (verb: 'approve' | 'decline'): Example =>
  async (house, cast) => {
    const by = cast['privacy-officer']
    const { id, macroId } = await aMacro(house, cast.supervisor.id)
    const version = (change: Partial<Tables['macro_version']>) =>
      house.owner.write.updateTable('macro_version').set(change).where('id', '=', id).execute()
    return {
      by,
      path: `/api/macro-versions/${id}/${verb}`,
      breaks: {
        notWriter: () => version({ written_by: by.id }),
        undecided: () =>
          version({ decision: 'declined', decided_by: by.id, decided_at: '2020-01-01T00:00:00.000Z' }),
        inUse: () => retire(house, macroId),
      },
    }
  }

export const knowledgeExamples: Record<string, Example> = {
  'knowledge.version-written': async (house, cast) => {
    await house.owner.write.deleteFrom('knowledge_version').where('decision', 'is', null).execute()
    const body = { language: 'en', toSay: `It is locked (${newId()}).`, toDo: 'Verify.' }
    return {
      by: cast.supervisor,
      path: `/api/knowledge/${topic}/versions`,
      body,
      breaks: {
        noneWaits: () => aVersion(house, cast['privacy-officer'].id),
        otherWords: async () => {
          const id = await aVersion(house, cast['privacy-officer'].id)
          await house.owner.write
            .updateTable('knowledge_version')
            .set({ decision: 'approved', version: 1_000_000, to_say: body.toSay, to_do: body.toDo })
            .where('id', '=', id)
            .execute()
        },
      },
    }
  },
  'knowledge.macro-written': async (_house, { supervisor }) => ({
    by: supervisor,
    path: '/api/macros',
    body: {
      language: 'en',
      category: 'locked-out',
      title: 'Unlocked',
      body: 'Unlocked by {agent} on {date}.',
    },
  }),
  'knowledge.macro-rewritten': async (house, cast) => {
    const { macroId } = await aMacro(house)
    return {
      by: cast.supervisor,
      path: `/api/macros/${macroId}/versions`,
      body: { title: 'Unlocked', body: 'Unlocked on {date}.' },
      breaks: {
        inUse: () => retire(house, macroId),
        noneWaits: () => aMacroVersion(house, macroId, newId(), cast['privacy-officer'].id),
      },
    }
  },
  'knowledge.macro-retired': async (house, { supervisor }) => {
    const { macroId } = await aMacro(house)
    return {
      by: supervisor,
      path: `/api/macros/${macroId}/retire`,
      breaks: { inUse: () => retire(house, macroId) },
    }
  },
  'knowledge.macro-approved': decideMacro('approve'),
  'knowledge.macro-declined': decideMacro('decline'),
  'knowledge.version-approved': decide('approve'),
  'knowledge.version-declined': decide('decline'),
}
