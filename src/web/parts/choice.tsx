import type { ReactNode } from 'react'

/** One box or button of a group, with its words and what they mean. */
export function Choice({
  type,
  name,
  value,
  checked,
  children,
  hint,
}: {
  type: 'checkbox' | 'radio'
  name: string
  value: string
  checked: boolean
  children: ReactNode
  hint?: string
}) {
  return (
    <label className="choice">
      <input type={type} name={name} value={value} defaultChecked={checked} />
      <span>
        {children}
        {hint === undefined ? null : <span className="hint">{hint}</span>}
      </span>
    </label>
  )
}
