import { fetchFile } from '../save.ts'

const scale = 2
const titleHeight = 36

/** Draws a chart with its title at twice its size and offers it as a PNG file. */
export async function savePicture(
  svg: SVGSVGElement | undefined,
  name: string,
  { title, background, text }: { title: string; background: string; text: string },
): Promise<void> {
  if (!svg) return
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.style.fontFamily = getComputedStyle(svg).fontFamily
  const picture = new Image()
  // A data address and not a blob: the page's policy lets images come from here.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = (height + titleHeight) * scale
  const pen = canvas.getContext('2d')!
  pen.scale(scale, scale)
  pen.fillStyle = background
  pen.fillRect(0, 0, width, height + titleHeight)
  pen.fillStyle = text
  pen.font = `600 15px ${getComputedStyle(document.body).fontFamily}`
  pen.fillText(title, 12, 23, width - 24)
  pen.drawImage(picture, 0, titleHeight, width, height)
  fetchFile(canvas.toDataURL('image/png'), name)
}
