/** Offers text the page holds as a file. */
export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  fetchFile(url, name)
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** Lets the browser fetch a file by itself: it goes to disk as it comes, and never through the page's memory. */
export function fetchFile(url: string, name = ''): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}
