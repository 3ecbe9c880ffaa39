import { ballotField, type Choice as Chosen } from '../../domain/ballot.ts'
import type { Tool } from '../../domain/tool.ts'
import { Choice } from './choice.tsx'

export interface VoteChoiceProps {
  readonly tool: Pick<Tool, 'slug' | 'name'>
  readonly chosen: Chosen | undefined
  /** Whether there is a vote that "no vote" would take back. */
  readonly voted?: boolean
}

/** Ship, skip or nothing. */
export function VoteChoice({ tool, chosen, voted = false }: VoteChoiceProps) {
  const name = ballotField(tool)
  const nothing = chosen === undefined || chosen === 'none'
  return (
    <fieldset className="vote">
      <legend>Your vote on {tool.name}</legend>
      <Choice type="radio" name={name} value="ship" checked={chosen === 'ship'}>
        Ship
      </Choice>
      <Choice type="radio" name={name} value="skip" checked={chosen === 'skip'}>
        Skip
      </Choice>
      <Choice type="radio" name={name} value={voted ? 'none' : ''} checked={nothing}>
        No vote
      </Choice>
    </fieldset>
  )
}
