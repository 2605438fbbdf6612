import { useEffect, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { queues } from '../../api/cases/lists.ts'
import { neededBy, shortAnswer } from '../../api/cases/neededTexts.ts'
import { useAct } from '../core/acts.ts'
import { ActForm, type ActFormProps } from '../core/form/ActForm.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { narrow, type Schema } from '../core/form/schema.ts'
import { useSpoken } from '../core/words/useSpoken.ts'
import { useWords } from '../core/words/useWords.ts'

/** Hands the case to a queue. Once it is chosen, what that queue needs to begin is asked for, before the note. */
export function TransferForm({
  from,
  to: first,
  about,
  ...form
}: Pick<ActFormProps<unknown>, 'params' | 'given' | 'draft' | 'onDirty' | 'onDone'> & {
  /** The queue it is in already. */
  from: string | null
  /** The queue a remedy leads to. */
  to: string | undefined
  /** What the case is about. */
  about: string
}) {
  const say = useWords()
  const spoken = useSpoken()
  const [to, setTo] = useState(first)
  const act = useAct('case.escalated')
  const questions = Object.entries(neededBy(to ?? ''))
  const answers: Schema = {
    type: 'object',
    properties: Object.fromEntries(
      questions.map(([name, { words }]) => [
        name,
        { type: 'string', title: spoken(words), maxLength: shortAnswer },
      ]),
    ),
    required: questions.flatMap(([name, { required }]) => (required ? [name] : [])),
  }
  const answerWords = questions.map(([name, { choices }]): [string, FieldWords] => [
    `answers.${name}`,
    choices ? { choices: Object.entries(choices).map(([id, words]) => ({ id, name: spoken(words) })) } : {},
  ])
  return (
    <ActForm
      {...form}
      act={act && narrow(act, { answers })}
      defaults={first ? { to: first, answers: answeredBy[about] ?? {} } : {}}
      groups={questions.length > 0 ? { answers: say('desk.handOver.asks') } : {}}
      fields={{
        to: {
          label: say('desk.close.queue'),
          of: 'desk.queue',
          values: queues.filter((one) => one !== from),
          autoFocus: true,
        },
        note: { label: say('desk.close.noteText') },
        ...Object.fromEntries(answerWords),
      }}
    >
      <Chosen onChange={setTo} />
    </ActForm>
  )
}

// What is known of the answers already, by what the case is about.
const answeredBy: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'results-missing': { about: 'result' },
}

/** Tells the form which queue is chosen in it. */
function Chosen({ onChange }: { onChange: (to: string | undefined) => void }) {
  const to = useWatch({ name: 'to' }) as string | undefined
  useEffect(() => onChange(to || undefined), [to, onChange])
  return null
}
