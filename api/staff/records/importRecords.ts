import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { z } from 'zod'
import type { Action } from '../../audit/action.ts'
import { record } from '../../audit/record.ts'
import type { Ctx } from '../../core/context.ts'
import { type Trx, transact } from '../../core/db/transact.ts'
import { Invalid } from '../../core/errors.ts'
import { date, issueWords } from '../../core/http/schema.ts'
import { failedAsWhole } from '../../core/importFailure.ts'
import { addressKey, emailKey } from '../../core/normalize.ts'
import { phoneKey } from '../../core/phone.ts'
import { readPolicy } from '../../core/policy.ts'
import { rule } from '../../core/words.ts'
import { staffByEmail } from '../queries.ts'
import { emailOfNobody } from '../words.ts'
import { readSchedule } from './schedule.ts'

export const recordsImported: Action = {
  name: 'staff-records.imported',
  letter: 'U',
  words: { en: 'Imported personnel records', es: 'Importó datos de personal' },
  watch: 'nothing',
}

const email = z.email(rule('must be an email address', 'debe ser un correo electrónico'))
const words = z.string().trim().min(1).max(200)
const optional = <T extends z.ZodType>(of: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), of.optional())

const person = z.object({
  email: email,
  given_name: words,
  family_name: words,
  birth_date: optional(date),
  street: optional(words),
  postal_code: optional(words),
  phone: optional(words),
  private_email: optional(email),
  department: optional(words),
  manager_email: optional(email),
  employed_until: optional(date),
  hours: optional(
    words.refine(
      (text) => readSchedule(text) !== undefined,
      rule('must be hours such as mon-fri 08:00-16:30', 'debe ser un horario como mon-fri 08:00-16:30'),
    ),
  ),
})
const absence = z
  .object({ email: email, from: date, to: date, kind: words })
  .refine((given) => given.to >= given.from, {
    path: ['to'],
    message: rule('must not be before from', 'no debe ser anterior a from'),
  })

export interface RecordsReport {
  read: number
  stored: number
  rejected: { line: number; reason: string }[]
}

/** Why it failed as a whole: whose record is a colleague's own is known by what it brings. */
export const failureOf = ({ read, stored, rejected }: RecordsReport): string | undefined =>
  failedAsWhole('row', { read, taken: stored, rejected: rejected.length })

/** Imports what the personnel office knows of staff members, each found by the e-mail address they sign in with. */
export const importRecords = (ctx: Ctx, path: string) => importCsv(ctx, path, person, savePerson)

/** Imports absences: `email,from,to,kind`, both days included; one that begins the same day replaces the one before. */
export const importAbsences = (ctx: Ctx, path: string) => importCsv(ctx, path, absence, saveAbsence)

async function importCsv<S extends z.ZodType>(
  ctx: Ctx,
  path: string,
  schema: S,
  save: (trx: Trx, ctx: Ctx, given: z.output<S>) => Promise<void>,
): Promise<RecordsReport> {
  const report: RecordsReport = { read: 0, stored: 0, rejected: [] }
  const rows = createReadStream(path).pipe(
    parse({
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      // A row with a cell too many or too few would be stored shifted (2026-11-28).
      skip_records_with_error: true,
      on_skip: (error) => {
        report.read++
        const columns = error?.code.startsWith('CSV_RECORD_INCONSISTENT')
        report.rejected.push({
          line: Number(error?.lines ?? 0),
          reason: columns
            ? 'has another number of columns than the first line'
            : 'has a quote that does not open or close a cell',
        })
        return undefined
      },
    }),
  ) as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>
  for await (const { record: row, info } of rows) {
    report.read++
    const reject = (reason: string) => report.rejected.push({ line: info.lines, reason })
    // What is left of letters that were no UTF-8 is nobody's name.
    if (Object.values(row).some((cell) => cell.includes('\ufffd'))) {
      reject('is not UTF-8 text')
      continue
    }
    const parsed = schema.safeParse(row)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!
      reject(`${issue.path.join('.')} ${issueWords(issue).en}`)
      continue
    }
    try {
      await transact(ctx.desk.db, (trx) => save(trx, ctx, parsed.data))
      report.stored++
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      reject(error.message)
    }
  }
  await transact(ctx.desk.db, (trx) =>
    record(trx, ctx, recordsImported, {
      detail: { stored: report.stored, rejected: report.rejected.length },
    }),
  )
  return report
}

async function savePerson(trx: Trx, ctx: Ctx, given: z.output<typeof person>): Promise<void> {
  const staff = await staffByEmail(trx, given.email)
  if (!staff) throw new Invalid({ email: emailOfNobody })
  const manager = given.manager_email ? await staffByEmail(trx, given.manager_email) : undefined
  if (given.manager_email && !manager) throw new Invalid({ manager_email: emailOfNobody })
  const { homeCountry } = await readPolicy(trx)
  const row = {
    given_name: given.given_name,
    family_name: given.family_name,
    birth_date: given.birth_date ?? null,
    phone_key: given.phone ? phoneKey(given.phone, homeCountry) || null : null,
    phone: given.phone ? ctx.desk.keys.seal(given.phone) : null,
    phone_home: given.phone ? homeCountry : null,
    email_key: given.private_email ? emailKey(given.private_email) : null,
    department: given.department ?? null,
    manager_id: manager?.id ?? null,
    employed_until: given.employed_until ?? null,
    schedule: given.hours ? JSON.stringify(readSchedule(given.hours)) : null,
    updated_at: ctx.now().toISOString(),
  }
  await trx
    .insertInto('staff_record')
    .values({ staff_id: staff.id, ...row })
    .onConflict((oc) => oc.column('staff_id').doUpdateSet(row))
    .execute()
  const address = addressKey(given.street, given.postal_code)
  if (address)
    await trx.updateTable('staff').set({ address_key: address }).where('id', '=', staff.id).execute()
}

async function saveAbsence(trx: Trx, _: Ctx, given: z.output<typeof absence>): Promise<void> {
  const staff = await staffByEmail(trx, given.email)
  if (!staff) throw new Invalid({ email: emailOfNobody })
  const row = { to_day: given.to, kind: given.kind }
  await trx
    .insertInto('staff_absence')
    .values({ staff_id: staff.id, from_day: given.from, ...row })
    .onConflict((oc) => oc.columns(['staff_id', 'from_day']).doUpdateSet(row))
    .execute()
}
