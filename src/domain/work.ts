/** Something to be done in the background. It carries ids only: the rows say the rest. */
export type Work =
  | { readonly kind: 'prepare-issue'; readonly issueNumber: number }
  | { readonly kind: 'start-issue'; readonly issueNumber: number; readonly delayMs: number }
  | { readonly kind: 'send-batch'; readonly issueNumber: number; readonly batchNumber: number }
  | { readonly kind: 'send-mail'; readonly mailId: number }
