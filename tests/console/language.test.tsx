import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { LanguageButton } from '../../console/core/LanguageButton.tsx'
import { i18nProvider } from '../../console/core/words/i18n.ts'
import * as patientShow from '../../console/patients/PatientShow.story.tsx'
import { show } from './show.tsx'

afterEach(() => i18nProvider.changeLocale('en'))

const withLanguages = (story: typeof patientShow.stories.full) =>
  show({
    ...story,
    page: (
      <>
        <LanguageButton />
        {story.page}
      </>
    ),
  })

async function choose(from: string, to: string) {
  await userEvent.click(await screen.findByRole('button', { name: from }))
  await userEvent.click(await screen.findByRole('menuitem', { name: to }))
}

describe('another language', () => {
  it('is spoken at once, and what was typed for the caller, in a note and for the next call stays', async () => {
    withLanguages(patientShow.stories.full)
    const caller = await screen.findByRole<HTMLInputElement>('textbox', { name: 'First name' })
    await userEvent.type(caller, 'Jane')
    await userEvent.click(screen.getByRole('tab', { name: 'Note' }))
    const born = screen.getByRole<HTMLInputElement>('textbox', { name: 'Date of birth' })
    await userEvent.type(born, '3/4/1985')
    const note = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' })
    await userEvent.type(note, 'Hard of hearing')
    await choose('English', 'Español')

    expect(await screen.findByRole('heading', { name: '¿Quién llama?' })).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Who is calling?' })).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Nombre' }).value).toBe('Jane')
    // The same boxes, not new ones that were filled in again: what was typed into them is still theirs.
    expect(caller.isConnected && note.isConnected).toBe(true)
    expect(note.value).toBe('Hard of hearing')
    // March in the language it was typed in, and so in the other, where 3/4 would be April.
    expect(born.value).toBe('1985-03-04')
    expect(screen.getByText('= 4 de marzo de 1985')).toBeTruthy()
    expect(document.documentElement.lang).toBe('es')
  })

  it('asks the API again for what it says in words, in that language', async () => {
    withLanguages(patientShow.stories.full)
    await screen.findByText('Locked after wrong passwords')
    await screen.findByText('Case 1007')
    const asked: string[] = []
    const rest = window.fetch
    window.fetch = (input, init) => {
      asked.push(`${new Headers(init?.headers).get('Accept-Language')} ${String(input)}`)
      return rest(input, init)
    }
    await choose('English', 'Español')
    await waitFor(() => expect(asked).toContain('es /api/patients/p1/diagnosis'))
    expect(asked).toContain('es /api/acts')
    expect(asked.filter((line) => !line.startsWith('es '))).toEqual([])
  })
})
