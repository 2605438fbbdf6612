import { hospitalDay } from '../../core/calendar.ts'
import { type Desk, systemCtx } from '../../core/context.ts'
import { newId } from '../../core/db/id.ts'
import { transactAgain } from '../../core/db/transact.ts'
import { readPolicy } from '../../core/policy.ts'
import { fill, type Language, languageOf, regional, type Words } from '../../core/words.ts'
import { deliverSoon } from '../../mail/deliverMail.ts'
import { mailedOfQueues } from '../../staff/published.ts'
import { tellStaff } from '../../staff/tellStaff.ts'
import type { FigureCode } from '../figures/catalog.ts'
import { publishedDay } from '../figures/queries.ts'
import { sightOf } from '../figures/sight.ts'
import { figureTexts } from '../figureTexts.ts'
import { dayNumber } from '../rollup/calendar.ts'
import type { GoalRow } from '../tables.ts'
import { goalReminders } from '../words.ts'
import { type Judged, judgeGoals } from './judge.ts'
import { comparing } from './owners.ts'
import { placeNames } from './placeNames.ts'
import { standingGoals } from './queries.ts'

/** A goal that its owner is to hear of, since it is nearly due or its month is over. */
interface News {
  goal: GoalRow
  judged: Judged
  told: 'due' | 'over'
}

/**
 * Mails whoever has a goal in their care when it is due and when its month is over, once each, by the figures as they see them.
 * Whoever wants no mails about what waits gets none.
 * @returns how many were mailed
 */
export async function remindOwners(desk: Desk): Promise<number> {
  const db = desk.db.readCold
  const open = (await standingGoals(db)).filter(
    ({ owner_id, due, told }) => owner_id && due && told !== 'over',
  )
  if (open.length === 0) return 0
  const { timeZone } = await readPolicy(db)
  const names = await placeNames(db)
  let mailed = 0
  for (const role of comparing) {
    const sight = sightOf(role)
    const today = sight.exact ? dayNumber(hospitalDay(desk.clock(), timeZone)) : await publishedDay(db)
    const owners = await mailedOfQueues(db, role)
    const goals = open.filter(({ owner_id }) => owners.some(({ id }) => id === owner_id))
    if (today === null || goals.length === 0) continue
    const judged = await judgeGoals(db, sight, today, goals)
    const news = goals.flatMap((goal, i): News[] => {
      const told = judged[i]!.over ? 'over' : judged[i]!.state === 'due' ? 'due' : null
      return told && told !== goal.told ? [{ goal, judged: judged[i]!, told }] : []
    })
    for (const owner of owners) {
      const own = news.filter(({ goal }) => goal.owner_id === owner.id)
      if (own.length > 0 && (await tell(desk, owner, own, names))) mailed++
    }
  }
  if (mailed > 0) deliverSoon(desk)
  return mailed
}

const tell = (
  desk: Desk,
  owner: Awaited<ReturnType<typeof mailedOfQueues>>[number],
  news: readonly News[],
  names: ReadonlyMap<string, string>,
): Promise<boolean> =>
  transactAgain(desk.db, async (trx) => {
    const fresh: News[] = []
    for (const one of news) {
      const { numUpdatedRows } = await trx
        .updateTable('adoption_goal')
        .set({ told: one.told })
        .where('id', '=', one.goal.id)
        .where('ended_at', 'is', null)
        .where((eb) => eb.or([eb('told', 'is', null), eb('told', '!=', one.told)]))
        .executeTakeFirst()
      // Another node was first, or it ended.
      if (numUpdatedRows === 1n) fresh.push(one)
    }
    if (fresh.length === 0) return false
    const language = languageOf(owner.language)
    await tellStaff(trx, systemCtx(desk, 'goal-reminders', newId()), owner, 'staff-goals-due', {
      goals: fresh.map((one) => sentence(one, names)[language]).join('\n'),
      link: `${desk.config.publicUrl}/#/adoption/goals`,
      account: `${desk.config.publicUrl}/#/me`,
    })
    return true
  })

function sentence({ goal, judged, told }: News, names: ReadonlyMap<string, string>): Words {
  const words = goalReminders[told === 'due' || judged.state === 'short' ? 'due' : judged.state]
  const { name } = figureTexts[goal.figure as FigureCode]
  const place = names.get(goal.place)
  const said = (language: Language) =>
    fill(words, {
      figure: name[language],
      place: place ?? goalReminders.hospital[language],
      month: new Date(`${goal.due}-01`).toLocaleDateString(regional[language], {
        ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
      }),
    })[language]
  return { en: said('en'), es: said('es') }
}
