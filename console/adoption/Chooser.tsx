import Box from '@mui/material/Box'
import type { ComponentProps, ReactNode } from 'react'
import { Form, required, SelectInput } from 'react-admin'
import { notPrinted } from '../core/print.ts'

const wide = { width: { xs: '100%', sm: 250 } } as const

/** Choices that a dashboard follows at once; what is chosen stands in the address. */
export function Chooser({
  label,
  chosen,
  children,
}: {
  label: string
  chosen: Record<string, unknown>
  children: ReactNode
}) {
  return (
    <Box role="search" aria-label={label} sx={notPrinted}>
      <Form record={chosen}>
        <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>{children}</Box>
      </Form>
    </Box>
  )
}

/** One of a closed list, of which one is always chosen. */
export function Choice({
  onChoose,
  label,
  ...input
}: Pick<ComponentProps<typeof SelectInput>, 'source' | 'label' | 'choices'> & {
  onChoose: (value: string) => void
}) {
  return (
    <SelectInput
      {...input}
      // As an element it gets no star: there is nothing to leave empty.
      // biome-ignore lint/complexity/noUselessFragments: a text would get one
      label={<>{label}</>}
      margin="none"
      translateChoice={false}
      validate={required()}
      resettable={false}
      helperText={false}
      onChange={({ target }) => onChoose(String(target.value))}
      sx={wide}
    />
  )
}
