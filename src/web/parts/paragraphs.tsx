/** Plain text of which a blank line starts a new paragraph. */
export function Paragraphs({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).map((words, index) => ({ words, key: `${index} ${words}` }))
  return paragraphs.map(({ words, key }) => <p key={key}>{words}</p>)
}
