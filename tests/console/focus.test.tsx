import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { FocusNet } from '../../console/core/FocusNet.tsx'
import { useNextFocus } from '../../console/core/focus.ts'

function Page({ sending, done }: { sending: boolean; done: boolean }) {
  const next = useNextFocus(done, 'end')
  return (
    <>
      <FocusNet />
      <h1>Patient</h1>
      {sending && <input aria-label="Reason" />}
      <div ref={next}>
        <input aria-label="Outcome" />
      </div>
    </>
  )
}
const has = (name: string) => waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(name)))
const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

afterEach(cleanup)

it('what was done is told of before it is answered: the focus goes to the next thing once its form has left', async () => {
  const { rerender } = render(<Page sending done={false} />)
  screen.getByLabelText('Reason').focus()
  rerender(<Page sending done />)
  await frames()
  await has('Reason')
  rerender(<Page sending={false} done />)
  await has('Outcome')
})

it('what had the focus meanwhile does not get it again', async () => {
  const { rerender } = render(<Page sending done={false} />)
  screen.getByLabelText('Reason').focus()
  rerender(<Page sending done />)
  await frames()
  screen.getByLabelText('Outcome').focus()
  screen.getByLabelText('Reason').focus()
  rerender(<Page sending={false} done />)
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading')))
})

it('where nothing is next, it goes to the heading', async () => {
  const { rerender } = render(<Page sending done={false} />)
  screen.getByLabelText('Reason').focus()
  rerender(<Page sending={false} done={false} />)
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading')))
})
