interface File {
  name: string
  content: string
}

/** Hands a file to the browser to be saved: whatever it is, nothing of it is shown or run here. */
export function saveFile({ name, content }: File): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
