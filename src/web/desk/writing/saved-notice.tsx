/** Says that a form was saved, and tells the browser to forget what it kept of it. */
export function SavedNotice({ saved, keeps }: { saved: boolean; keeps: readonly string[] }) {
  if (!saved) return null
  return (
    <div className="good" role="status" data-saved={keeps.join(' ')}>
      <p>Saved.</p>
    </div>
  )
}
