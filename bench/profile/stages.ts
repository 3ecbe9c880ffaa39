/** A part of the worker's job, and the files that do it. */
export interface Stage {
  readonly stage: string
  readonly files: RegExp
}

/** Which stage a call belongs to: that of the innermost frame that one of these knows, the first that does. */
export const STAGES: readonly Stage[] = [
  { stage: 'splice', files: /\/src\/sending\/|\/domain\/link-token/ },
  { stage: 'claim', files: /\/db\/queries\/[^/]*claim|\/actions\/batch\/[^/]*claim/ },
  { stage: 'load', files: /\/db\/queries\/(ledger|frozen-issue)|[^/]*deliver(y|ies)[^/]*\.ts/ },
  { stage: 'record', files: /outcome|accept/ },
  { stage: 'rate', files: /send-rate|slot/ },
  { stage: 'post', files: /\/src\/mailer\/|\/undici\/|\/resend\/|node:internal\/deps\/undici/ },
  { stage: 'queue', files: /\/jobs\/|\/bullmq\/|\/ioredis\// },
  { stage: 'database driver', files: /\/db\/|\/kysely\/|\/pg\/|\/pg-protocol\/|\/pg-pool\// },
  { stage: 'log', files: /\/pino|\/sonic-boom\// },
  { stage: 'render', files: /\/emails\/|\/react-dom\/|\/@react-email\// },
  { stage: 'actions', files: /\/src\/actions\// },
]
