const KB = 1024

/**
 * The largest body that a path takes, in bytes. A text at the desk that is too long is shown again with what is
 * wrong, and nothing of it is lost, so there is room for that; and for a whole content document.
 */
export function largestBody(path: string): number {
  if (path.startsWith('/desk/content/')) return 10 * KB * KB
  return path.startsWith('/desk/') ? KB * KB : 64 * KB
}
