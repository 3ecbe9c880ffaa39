/** Buffers of some megabytes, used again rather than left to the garbage collector. */
export interface BufferPool {
  /** A buffer of at least this many bytes, with anything in it. */
  take(bytes: number): Buffer
  /** Gives a buffer back. Whoever still reads it will read another batch. */
  give(buffer: Buffer): void
}

const SMALLEST = 64 * 1024

/** @param keep how many free buffers are kept; the largest ones stay. */
export function createBufferPool(keep = 4): BufferPool {
  /** The smallest first. */
  const free: Buffer[] = []
  return {
    take(bytes) {
      const fitting = free.findIndex((buffer) => buffer.length >= bytes)
      return fitting < 0 ? Buffer.allocUnsafeSlow(roundUp(bytes)) : free.splice(fitting, 1)[0]!
    },
    give(buffer) {
      free.push(buffer)
      free.sort((a, b) => a.length - b.length)
      if (free.length > keep) free.shift()
    },
  }
}

/** To a power of two, so that batches of about the same size share buffers. */
function roundUp(bytes: number): number {
  return Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(bytes)))
}
