import { type Language, languageOf, putInto, regional } from '../core/words.ts'
import { ofCase, shortTexts, type Template, type Text, texts, together } from './mailTexts.ts'

/** The mails that help somebody in: with a code, a link, or the name to sign in by. */
export const secretTemplates: readonly Template[] = [
  'activation',
  'reset',
  'call-back-code',
  'sign-in-code',
  'second-step-code',
  'identity-proofing',
  'username',
]

/** The same without codes to sign in: whoever knows a password asks for those, and such codes have a budget of their own (`sentFactor.ts`). */
export const budgetedTemplates = secretTemplates.filter(
  (one) => one !== 'sign-in-code' && one !== 'second-step-code',
)

interface What {
  /** How long what it carries works. */
  minutes: number
  /** Of how many changes a notice tells. */
  changes?: number
  /** Of a code or a link: the number of the case it is sent in. */
  caseNumber?: number
  values: Readonly<Record<string, string>>
}

/** The subject and body of a mail in the reader's language. */
export function writeMail(
  template: Template,
  spoken: string | null,
  { minutes, changes = 1, caseNumber, values }: What,
): Text {
  const language = languageOf(spoken)
  const { subject, body } = texts[template][language]
  const more = changes > 1 ? together[language] : { subject: '', body: '' }
  const mine = caseNumber === undefined ? '' : ofCase[language].mail
  const all = { ...values, changes: String(changes), case: String(caseNumber) }
  return {
    subject: subject + filled(more.subject, language, minutes, all),
    body: filled(body + more.body + mine, language, minutes, all),
  }
}

/** A text message in the reader's language. @throws where the template goes by mail only. */
export function writeText(
  template: Template,
  spoken: string | null,
  { minutes, caseNumber, values }: What,
): string {
  const language = languageOf(spoken)
  if (!(template in shortTexts)) throw new Error(`${template} does not go by text message`)
  const mine = caseNumber === undefined ? '' : ofCase[language].text
  const all = { ...values, case: String(caseNumber) }
  return filled(shortTexts[template as keyof typeof shortTexts][language] + mine, language, minutes, all)
}

function filled(
  text: string,
  language: Language,
  minutes: number,
  values: Readonly<Record<string, string>>,
): string {
  const all: Record<string, string> = { lifetime: inWords(language, minutes), ...values }
  return putInto(text, (name) => all[name] ?? '')
}

/** “24 hours”, “1 hora”, “90 minutes”. */
function inWords(language: Language, minutes: number): string {
  const [amount, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute']
  return new Intl.NumberFormat(regional[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
    amount,
  )
}
