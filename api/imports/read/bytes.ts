import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { constants, createGunzip } from 'node:zlib'

/** What keeps a file from being read to its end, as a phrase that follows its name. */
export class FileFault extends Error {}

/**
 * A fault of the system as one of the file, by its code alone: its message may hold a whole path. What is no such fault is
 * thrown on, since it is one of ours.
 */
export function faultOf(error: unknown): FileFault {
  if (error instanceof FileFault) return error
  const { code, syscall } = error as NodeJS.ErrnoException
  if (!code || !syscall) throw error
  return new FileFault(`could not be read (${code})`)
}

const damaged = 'holds gzip data that is damaged or ends too early; what came before was read'

/**
 * The bytes of a file as UTF-8 should be: unpacked where they are gzip, whatever the name says; without a byte order mark;
 * UTF-16 made UTF-8. What is neither is handed on as it is, and whoever makes text of it finds out.
 * @throws FileFault after all bytes that could be read
 */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    const head = readAt(file, 0, 4)
    const packed = head[0] === 0x1f && head[1] === 0x8b
    if (!packed && /\.gz$/i.test(file) && head.length > 0)
      throw new FileFault('is named .gz and holds no gzip data')
    yield* asUtf8(packed ? unpacked(file) : createReadStream(file))
  } catch (error) {
    throw faultOf(error)
  }
}

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  // Flushed so, data that ends too early yields all there is, and no error.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  createReadStream(file)
    .on('error', (error) => gunzip.destroy(error))
    .pipe(gunzip)
  let length = 0
  try {
    for await (const chunk of gunzip) {
      length += chunk.length
      yield chunk
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall ? error : new FileFault(damaged)
  }
  // RFC 1952: the last four bytes are the length. A file of several parts has the last part's there, so it is tried.
  const { size } = statSync(file)
  if (readAt(file, size - 4, 4).readUInt32LE() !== length % 2 ** 32 && !(await isWhole(file)))
    throw new FileFault(damaged)
}

async function isWhole(file: string): Promise<boolean> {
  const gunzip = createGunzip()
  createReadStream(file)
    .on('error', (error) => gunzip.destroy(error))
    .pipe(gunzip)
  try {
    for await (const _ of gunzip);
    return true
  } catch {
    return false
  }
}

function readAt(file: string, position: number, length: number): Buffer {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(length)
    return buffer.subarray(0, readSync(handle, buffer, 0, length, Math.max(position, 0)))
  } finally {
    closeSync(handle)
  }
}

async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined
  let first = true
  for await (const chunk of chunks) {
    let bytes = chunk
    if (first) {
      first = false
      const encoding = utf16(bytes)
      if (encoding) decoder = new TextDecoder(encoding)
      else if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3)
    }
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes
  }
}

// By its byte order mark, or by every other byte being zero in text that begins in Latin letters.
function utf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 2) return undefined
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] !== 0 && bytes[1] === 0)) return 'utf-16le'
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] !== 0)) return 'utf-16be'
  return undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of bytes that are UTF-8; nothing of others, so that no letter is ever stored as a replacement character. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
