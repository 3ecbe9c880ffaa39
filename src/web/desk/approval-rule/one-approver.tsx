import { type Editor, includesRole } from '../../../domain/editor.ts'

/** Says that there is nobody else to approve what the only approver changed last, and what helps. */
export function OneApprover({ editor }: { readonly editor: Editor }) {
  const decides = includesRole(editor.role, 'owner')
  return (
    <div className="trouble">
      <p>
        <strong>Only one person may approve issues.</strong> Where that has to be somebody else than who
        changed an issue last, nothing that they change can go out.{' '}
        {decides ? (
          <>
            <a href="/desk/editors">Invite another editor</a>, or let{' '}
            <a href="/desk/approval-rule">any editor approve</a>.
          </>
        ) : (
          'An owner can invite another editor, or let any editor approve.'
        )}
      </p>
    </div>
  )
}
