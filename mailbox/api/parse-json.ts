/**
 * Parses a request body. What JSON can carry in a string and Postgres can't store, NUL and halves of
 * surrogate pairs, becomes U+FFFD.
 *
 * @throws {SyntaxError} when it is not JSON.
 */
export function parseJson(body: Uint8Array): unknown {
  const json = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  return escapesUnstorable.test(json) ? JSON.parse(json, storable) : JSON.parse(json)
}

/** Both can only come as escapes, and rarely do: one look at the body spares one at each string. */
const escapesUnstorable = /\\u(?:0000|d[89a-f])/i

function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[\0\p{Surrogate}]/gu, '\ufffd') : value
}
