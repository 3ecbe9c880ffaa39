import { COMMANDS } from '../../commands.ts'

/** What an editor types, as the desk itself is only to be read. */
export function CommandList() {
  return (
    <aside className="commands" aria-labelledby="commands">
      <h2 id="commands">Composing an issue</h2>
      <p>In a terminal, in the project’s folder:</p>
      <dl>
        {COMMANDS.map(([command, effect]) => (
          <div key={command}>
            <dt>
              <code>npx verdicts {command}</code>
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
