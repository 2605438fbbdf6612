import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useState } from 'react'
import { type ActDeclaration, onLogins, useActs } from '../acts.ts'
import { Panel } from '../Panel.tsx'
import placed from '../placed.json' with { type: 'json' }
import { useWords } from '../words/useWords.ts'
import { ActDialog } from './ActDialog.tsx'
import type { FieldWords } from './SchemaField.tsx'
import { fieldsOf, type Schema } from './schema.ts'

type Values = Readonly<Record<string, unknown>>

interface Props {
  /** What is shown, as acts name it in their address: `patients`, `cases`. */
  of: string
  id: string
  /** What acts on it may ask for and nobody types: its version, the open case. */
  given?: Values
  /** Only acts that ask for this, since what belongs to a case is not offered outside of one. */
  within?: string
  /** The state it is in, for acts that fit some states only. */
  state?: string
  /** Acts, by their names, for which there is nothing to do here now. */
  without?: readonly string[]
  /** What stands in the way here now, by the names of the acts’ guards: what is asked for it would be refused. */
  blocked?: readonly string[]
  /** What the place knows of fields beyond their schema. */
  fields?: Readonly<Record<string, FieldWords>>
  /** In a panel of its own; else the buttons stand where they are put. */
  panel?: boolean
  onDone: () => void
  onStale?: () => void
}

const isId = ({ format }: Schema) => format === 'uuid'

/** Whether a form can be drawn of it here: ids are given, and nobody types them. */
function fits(
  { name, path, from, guards, body }: ActDeclaration,
  { of, given = {}, within, state, without = [], blocked = [] }: Props,
): boolean {
  const known = Object.keys(given).filter((key) => given[key] !== undefined)
  return (
    path.startsWith(`/api/${of}/{id}`) &&
    !path.startsWith(onLogins) &&
    !/\{(?!id\})/.test(path) &&
    (from === null || (state !== undefined && from.includes(state))) &&
    !(placed as string[]).includes(name) &&
    !without.includes(name) &&
    !guards.some((guard) => blocked.includes(guard)) &&
    (within === undefined || within in (body.properties ?? {})) &&
    fieldsOf(body, {}).every(
      ({ source, schema, required }) => !required || !isId(schema) || known.includes(source),
    )
  )
}

/** The part of what is given that an act asks for; an id that is not known here is not asked for either. */
const givenTo = ({ body }: ActDeclaration, given: Values = {}): Record<string, unknown> =>
  Object.fromEntries(
    fieldsOf(body, {})
      .filter(({ source, schema }) => source in given || isId(schema))
      .map(({ source }) => [source, given[source]]),
  )

/**
 * The acts on what is shown that no page has a place of its own for, each drawn from its declaration: a new act is offered
 * where its target is, with no line of the console.
 */
export function OtherActs(props: Props) {
  const say = useWords()
  const { acts = [] } = useActs()
  const [chosen, setChosen] = useState<string>()
  const offered = acts.filter((act) => fits(act, props))
  if (offered.length === 0) return null
  const act = offered.find(({ name }) => name === chosen)
  const close = () => setChosen(undefined)
  const drawn = (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      {offered.map(({ name, verb }) => (
        <Button key={name} size="small" variant="outlined" onClick={() => setChosen(name)}>
          {verb}
        </Button>
      ))}
      {act && (
        <ActDialog
          title={act.verb}
          act={act}
          params={{ id: props.id }}
          given={givenTo(act, props.given)}
          fields={props.fields}
          onClose={close}
          onStale={props.onStale}
          onDone={() => {
            close()
            props.onDone()
          }}
        />
      )}
    </Stack>
  )
  return props.panel ? <Panel title={say('desk.form.otherActs')}>{drawn}</Panel> : drawn
}
