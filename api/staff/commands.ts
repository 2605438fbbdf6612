import { existsSync } from 'node:fs'
import { runAct } from '../acts/run.ts'
import { recordView } from '../audit/recordView.ts'
import { type Commands, need, type Values } from '../core/command.ts'
import type { Ctx } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { said } from '../core/words.ts'
import { addStaff } from './addStaff.ts'
import { disableStaff, enableStaff } from './changeStatus.ts'
import { listStaff } from './listStaff.ts'
import { disableReasons } from './lists.ts'
import { staffByEmail } from './queries.ts'
import { failureOf, importAbsences, importRecords, type RecordsReport } from './records/importRecords.ts'
import { emailOfNobody } from './words.ts'

export const staffUsage = `  staff add --email E --name N --role R [--street S --postal-code P]   prints a single-use enrolment link
  staff renew --email E            a new enrolment link for someone who lost password or authenticator
  staff disable --email E --reason ${disableReasons.join('|')}
                                   ends their sessions at once
  staff enable --email E
  staff list
  staff records --path FILE.csv    what the personnel office knows: birth dates, hours, departments, last days
  staff absences --path FILE.csv   email,from,to,kind
`

export const staffCommands: Commands = {
  async 'staff add'(ctx, values) {
    const [street, postalCode] = [values.street, values['postal-code']] as (string | undefined)[]
    return linkTo(
      await addStaff(ctx, {
        email: need(values, 'email'),
        name: need(values, 'name'),
        role: need(values, 'role'),
        ...(street && postalCode && { address: { street, postalCode } }),
      }),
    )
  },
  'staff renew': async (ctx, values) => linkTo(await addStaff(ctx, await byEmail(ctx, values), true)),
  async 'staff disable'(ctx, values) {
    const reason = need(values, 'reason') as (typeof disableReasons)[number]
    if (!disableReasons.includes(reason))
      throw new Invalid({
        '--reason': {
          en: `must be one of ${disableReasons.join(', ')}`,
          es: `debe ser uno de: ${disableReasons.join(', ')}`,
        },
      })
    const { reply } = await runAct(disableStaff, ctx, { ...(await byEmail(ctx, values)), reason })
    return { json: reply, text: `${reply.email} is disabled; their sessions have ended.` }
  },
  async 'staff enable'(ctx, values) {
    const { reply } = await runAct(enableStaff, ctx, await byEmail(ctx, values))
    return { json: reply, text: `${reply.email} is ${reply.status}.` }
  },
  async 'staff list'(ctx) {
    const rows = await ctx.desk.db.read
      .selectFrom('staff')
      .select(['email', 'name', 'role', 'status', 'last_sign_in_at'])
      .orderBy('email')
      .execute()
    await recordView(ctx, listStaff, { detail: { rows: rows.length } })
    const lines = rows.map((r) =>
      [r.email, r.name, r.role, r.status, r.last_sign_in_at ?? 'never'].join('\t'),
    )
    return { json: rows, text: lines.join('\n') || 'nobody' }
  },
  'staff records': async (ctx, values) => told(await importRecords(ctx, existing(values))),
  'staff absences': async (ctx, values) => told(await importAbsences(ctx, existing(values))),
}

const linkTo = (added: { link: string; expiresAt: string }) => ({
  json: added,
  text: `Give this link to them in person; it works once, until ${added.expiresAt}:\n${added.link}`,
})

async function byEmail(ctx: Ctx, values: Values) {
  const staff = await staffByEmail(ctx.desk.db.read, need(values, 'email'))
  if (!staff) throw new Invalid({ '--email': emailOfNobody })
  const { id, version, email, name, role } = staff
  return { id, version, email, name, role }
}

function existing(values: Values): string {
  const path = need(values, 'path')
  if (!existsSync(path)) throw new Invalid({ '--path': said('no-file', 'does not exist', 'no existe') })
  return path
}

function told(report: RecordsReport) {
  for (const { line, reason } of report.rejected) process.stderr.write(`line ${line} rejected: ${reason}\n`)
  const failed = failureOf(report)
  const counts = `${report.read} read: ${report.stored} stored, ${report.rejected.length} rejected`
  return {
    json: { ...report, failed: failed ?? null },
    text: failed ? `${counts}\nfailed: ${failed}` : counts,
    bad: failed !== undefined,
  }
}
