/** What is wrong with a field, beside it. */
export function Problem({ id, problem }: { id: string; problem: string | undefined }) {
  if (problem === undefined) return null
  return (
    <p className="problem" id={id}>
      {problem}
    </p>
  )
}
