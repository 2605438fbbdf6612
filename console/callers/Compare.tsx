import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { factors } from '../../api/callers/compare.ts'
import type { ActDeclaration } from '../core/acts.ts'
import type { Patient, Verification } from '../core/dataProvider.ts'
import { ActForm } from '../core/form/ActForm.tsx'
import type { FieldWords } from '../core/form/SchemaField.tsx'
import { Failed } from '../core/states.tsx'
import { useWords } from '../core/words/useWords.ts'
import type { Heard } from './heard.ts'

type Values = Record<string, unknown>

/** What was typed of a caller, and what it came to. */
export interface Said {
  values: Values
  /** It proved the caller. */
  proven?: boolean
  result?: Verification
  failure?: unknown
}

interface Props {
  act: ActDeclaration
  patient: Patient
  /** What was heard when the patient was searched for. */
  heard: Heard
  /** Nothing while there is no case: then `open` makes one first. */
  caseId?: string
  /** @returns the case's id, or nothing where it could not be opened, which its own form says */
  open?: () => Promise<string | undefined>
  /** Told how to read what is typed and not compared yet. */
  typing?: RefObject<(() => Values) | undefined>
  /** What was typed or compared before, here or where the case was opened. */
  said?: Said | undefined
  onDone: (verification: Verification, said: Said) => void
  onFailed?: (said: Said) => void
}

// Asked first: what nearly everybody knows and few strangers do. The rest stands behind a line.
const first = ['birthDate', 'postalCode']

/** What the caller says, compared blind: which answers agree is told once they prove who it is, and never what is on file. */
export function Compare({ act, patient, heard, caseId, open, typing, said, onDone, onFailed }: Props) {
  const say = useWords()
  const [before, setBefore] = useState(said)
  const typed = useRef<Values>({})
  // For a child whose guardian has access the guardian calls.
  const [defaults] = useState((): { caller?: string; answers?: Values } => ({
    caller: patient.ageBand !== 'adult' && hasProxy(patient) ? 'guardian' : 'patient',
    ...(said ? said.values : { answers: { ...heard } }),
  }))
  const words = Object.fromEntries(
    factors.map((factor): [string, FieldWords] => [
      `answers.${factor}`,
      {
        label: say(`desk.factor.${factor}`),
        quiet: true,
        folded: !first.includes(factor),
        next: factor === first.find((one) => !defaults.answers?.[one]),
      },
    ]),
  )
  const result = before?.result
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {say('desk.verify.help')}
        {!said && Object.keys(heard).length > 0 && ` ${say('desk.verify.heard')}`}
      </Typography>
      {before?.failure !== undefined && <Failed error={before.failure} />}
      {result && (
        <Alert severity="warning" role="alert" sx={{ mb: 1.5 }}>
          {say(result.attemptsLeft === 0 ? 'desk.verify.closed' : 'desk.verify.notProven')}
        </Alert>
      )}
      <ActForm<Verification>
        act={act}
        verb={say('desk.verify.compare')}
        params={{ id: patient.id }}
        given={{ caseId }}
        defaults={defaults}
        fields={{
          caller: { label: say('desk.verify.caller'), of: 'desk.caller' },
          nameAsShown: { label: say('desk.verify.nameAsShown') },
          ...words,
        }}
        keep
        grid
        before={async (values) => {
          setBefore(undefined)
          typed.current = values
          if (!open) return {}
          const id = await open()
          return id ? { caseId: id } : undefined
        }}
        onFailed={(failure) => onFailed?.({ values: typed.current, failure })}
        onDone={(verification) => {
          const now: Said = {
            values: typed.current,
            ...(verification.tier === 'T0' ? { result: verification } : { proven: true }),
          }
          setBefore(now)
          onDone(verification, now)
        }}
      >
        {typing && <Typing into={typing} />}
      </ActForm>
    </>
  )
}

function Typing({ into }: { into: RefObject<(() => Values) | undefined> }) {
  const { getValues } = useFormContext()
  useEffect(() => {
    into.current = () => getValues()
  }, [into, getValues])
  return null
}

const hasProxy = ({ proxies }: Patient) => proxies.some(({ status }) => status === 'active')
