/**
 * Where a request comes from: from whom the proxy before this server names, if there is one. That is the last of them, since
 * whoever asked the proxy may have named others before.
 */
export function addressOf(
  forwardedFor: string | undefined,
  remote: string | undefined,
  trustProxy: boolean,
): string | null {
  const named = trustProxy ? forwardedFor?.split(',').at(-1)?.trim() : undefined
  return named && /^[\da-fA-F:.]{2,45}$/.test(named) ? named : (remote ?? null)
}
