import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { rows } from '../../console/core/story/network.ts'
import { aLetter, theSheets } from '../../console/letters/fixtures.ts'
import { stories } from '../../console/letters/LetterList.story.tsx'
import { show } from './show.tsx'

it('letters are printed after a word of what that does, shown once in the patient’s language, and gone from the page with the sheets', async () => {
  const printing = vi.spyOn(window, 'print').mockImplementation(() => {})
  show({
    ...stories.full!,
    network: {
      ...stories.full!.network,
      '/api/letters': rows([aLetter()]),
      '/api/letters/print': () => [200, theSheets],
    },
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Print the waiting letters' }))
  const asked = await screen.findByRole('dialog', { name: 'Print the waiting letters' })
  await userEvent.click(within(asked).getByRole('button', { name: 'Print the waiting letters' }))
  const sheets = await screen.findByRole('dialog', { name: 'Letters to print: 1' })
  within(sheets).getByText('ABCD-EFGH-JKMN-PQRS')
  within(sheets).getByText('Escriba este código:', { exact: false })
  within(sheets).getByText(/Pertenece al caso 1007 .* ni que reenvíe esta carta/)
  within(sheets).getByText(/no longer needed.*: 2/)
  await userEvent.click(within(sheets).getByRole('button', { name: 'Print' }))
  expect(printing).toHaveBeenCalledOnce()
  await userEvent.click(within(sheets).getByRole('button', { name: 'Close' }))
  expect(document.body.textContent).not.toContain('ABCD')
})
