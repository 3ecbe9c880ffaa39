import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { ApprovalRule, ApprovedParts, VoteSnapshot } from '../src/domain/approval.ts'
import type { ActKind } from '../src/domain/audit.ts'
import type { BatchState } from '../src/domain/batch-states.ts'
import type { ComparisonStatus } from '../src/domain/comparison.ts'
import type { DeliveryState, Exclusion } from '../src/domain/delivery.ts'
import type { Edition } from '../src/domain/edition.ts'
import type { Role } from '../src/domain/editor.ts'
import type { ErrandKind } from '../src/domain/errand.ts'
import type { Fragment } from '../src/domain/fragment.ts'
import type { IssueStatus } from '../src/domain/issue.ts'
import type { ReadersPart } from '../src/domain/letter.ts'
import type { LinkOutcome } from '../src/domain/link-check.ts'
import type { Mail } from '../src/domain/mail.ts'
import type { MailStatus, ParcelStatus } from '../src/domain/parcel.ts'
import type { Publication } from '../src/domain/publication.ts'
import type { Frequency, MailFormat } from '../src/domain/selection.ts'
import type { ConsentKind, SubscriberStatus } from '../src/domain/subscriber.ts'
import type { SuppressionReason } from '../src/domain/suppression.ts'
import type { Claim } from '../src/domain/tool.ts'
import type { Verdict } from '../src/domain/verdict.ts'

/** The tables as Kysely knows them, kept beside the migrations by hand and held to them by a test. */
export interface Database {
  installation: {
    onlyRow: Generated<boolean>
    id: Generated<string>
    createdAt: Generated<Date>
    systemIdentifier: string | null
    timeline: number | null
    database: string | null
    salt: Generated<Buffer>
  }
  clock: { onlyRow: Generated<boolean>; shift: string }

  category: Thing
  categoryVersion: CategoryText & { categoryId: number } & Versioned
  currentCategory: { id: number; slug: string } & CategoryText & Versioned
  reviewer: Thing
  reviewerVersion: ReviewerText & { reviewerId: number } & Versioned
  currentReviewer: { id: number; slug: string } & ReviewerText & Versioned
  tool: Thing
  toolVersion: ToolText & { toolId: number } & Versioned
  toolClaim: ToolClaimTable
  currentTool: { id: number; slug: string; claims: Claim[] } & ToolText & Versioned
  review: { id: GeneratedAlways<number> } & ReviewOf
  reviewVersion: ReviewText & { reviewId: number } & Versioned
  currentReview: { id: number } & ReviewOf & ReviewText & Versioned
  comparison: Thing
  comparisonVersion: ComparisonText & { comparisonId: number } & Versioned
  currentComparison: { id: number; slug: string } & ComparisonText & Versioned

  selection: SelectionTable
  subscriber: SubscriberTable
  consent: ConsentTable
  errand: ErrandTable
  erasure: ErasureTable
  suppression: SuppressionTable
  vote: {
    toolId: number
    subscriberId: number
    verdict: Verdict
    castAt: Generated<Date>
    counts: GeneratedAlways<boolean>
    issueNumber: number | null
  }

  issue: IssueTable
  rhythm: RhythmTable
  skippedSlot: { slot: Date; skippedAt: Generated<Date> }
  issueComparison: { issueNumber: number; position: number; comparisonId: number }
  frozenIssue: FrozenIssueTable
  fragment: FragmentTable
  edition: { issueNumber: number; fragments: number[] } & Omit<Edition, 'fragments'>
  batch: BatchTable
  batchResolution: BatchResolutionTable
  delivery: DeliveryTable
  deliveryEvent: DeliveryEventTable
  issueCopy: IssueCopyTable
  settledAccount: SettledAccountTable

  editor: EditorTable
  editorSession: EditorSessionTable
  signInCode: SignInCodeTable
  auditEntry: AuditEntryTable

  approvalRule: { onlyRow: Generated<boolean>; who: ApprovalRule }
  issueApproval: IssueApprovalTable
  issueReminder: { issueNumber: number; status: 'draft' | 'scheduled'; dueAt: Date; ahead: 'day' | 'hour' }
  preflightOverride: PreflightOverrideTable
  untoldHold: { id: GeneratedAlways<number>; issueNumber: number }
  linkCheck: { url: string; outcome: LinkOutcome; detail: string; checkedAt: Generated<Date> }

  letter: { id: GeneratedAlways<number>; mail: string; createdAt: Generated<Date> }
  outbox: OutboxTable
  parcel: ParcelTable
  sendRate: SendRateTable
  rateLimit: { key: string; points: number; expiresAt: Date }
  pulse: { onlyRow: Generated<boolean>; beatAt: Date }
}

interface Thing {
  id: GeneratedAlways<number>
  slug: string
}

interface Versioned {
  version: number
  recordedAt: Generated<Date>
  recordedBy: number | null
}

interface CategoryText {
  name: string
  status: Generated<Publication>
}

interface ReviewerText {
  name: string
  perspective: string
  status: Generated<Publication>
}

interface ToolText {
  name: string
  tagline: string
  description: string
  categoryId: number
  entryPrice: string
  pricingNote: string
  priceSource: string | null
  priceCheckedOn: string | null
  status: Generated<Publication>
}

interface ToolClaimTable {
  toolId: number
  version: number
  position: number
  claim: string
  source: string
  checkedOn: string
}

interface ReviewOf {
  toolId: number
  reviewerId: number
}

interface ReviewText {
  verdict: Verdict
  quote: string
  status: Publication
}

interface ComparisonText {
  leftToolId: number
  rightToolId: number
  bottomLine: string
  status: ComparisonStatus
}

interface SelectionTable {
  id: GeneratedAlways<number>
  categories: number[] | null
  frequency: Frequency
  format: MailFormat
}

interface SubscriberTable {
  id: GeneratedAlways<number>
  address: string
  addressKey: string
  status: SubscriberStatus
  tokenVersion: Generated<number>
  request: Generated<number>
  selectionId: Generated<number>
  pausedUntil: string | null
  preferencesVersion: Generated<number>
  movedTo: number | null
  createdAt: Generated<Date>
  confirmedAt: Date | null
  endedAt: Date | null
}

interface ConsentTable {
  id: GeneratedAlways<number>
  subscriberId: number
  kind: ConsentKind
  source: string
  statement: string | null
  issueNumber: number | null
  reason: string | null
  recordedAt: Generated<Date>
}

interface ErrandTable {
  id: GeneratedAlways<number>
  subscriberId: number
  kind: ErrandKind
  address: string | null
  addressKey: string | null
  createdAt: Generated<Date>
  expiresAt: Date
}

interface ErasureTable {
  subscriberId: number
  hash: string
  requestedAt: Generated<Date>
  finishedAt: Date | null
}

interface SuppressionTable {
  id: GeneratedAlways<number>
  address: string
  addressKey: string
  reason: SuppressionReason
  note: string | null
  createdAt: Generated<Date>
  liftedAt: Date | null
}

interface IssueTable {
  number: number
  status: Generated<IssueStatus>
  subject: string
  intro: string
  sendAt: Date | null
  timeZone: string | null
  heldBecause: string | null
  createdAt: Generated<Date>
  sentAt: Date | null
  version: Generated<number>
  preheader: string | null
  plannedFor: Date | null
  gathers: Generated<boolean>
  composedAt: Generated<Date>
  begunAs: string | null
}

interface RhythmTable {
  onlyRow: Generated<boolean>
  weekday: number
  localTime: string
  timeZone: string
  paused: boolean
}

interface FragmentTable extends Pick<Fragment, 'kind' | 'html' | 'text'> {
  issueNumber: number
  position: number
  comparisonId: number | null
  isDigest: Generated<boolean>
}

interface FrozenIssueTable {
  issueNumber: number
  mailFrom: string
  replyTo: string | null
  listId: string
  siteUrl: string
  linkKeyId: string
  linkKey: Buffer
  provider: string | null
  digestMonth: string | null
  frozenAt: Generated<Date>
}

interface BatchTable {
  issueNumber: number
  number: number
  splitFrom: number | null
  refusedSince: Date | null
  key: Generated<string>
  status: Generated<BatchState>
  fence: Generated<number>
  leaseUntil: Date | null
  attempts: Generated<number>
  lastAttemptAt: Date | null
  pinnedAt: Date | null
  bodySha256: Buffer | null
  provider: string | null
  notBefore: Date | null
  lastError: string | null
  settledAt: Date | null
  settledBy: 'answer' | 'webhook' | 'editor' | null
  delivered: Generated<number>
  delayed: Generated<number>
  bouncedHard: Generated<number>
  bouncedSoft: Generated<number>
  complained: Generated<number>
  failed: Generated<number>
}

interface BatchResolutionTable {
  issueNumber: number
  batchNumber: number
  key: string
  resolvedAs: 'sent' | 'unsent'
  resolvedAt: Generated<Date>
}

interface DeliveryTable {
  issueNumber: number
  subscriberId: number
  address: string
  tokenVersion: number
  state: DeliveryState
  exclusion: Exclusion | null
  editionNumber: number | null
  batchNumber: number | null
  providerId: string | null
  rejection: string | null
  settledAt: Date | null
  deliveredAt: Date | null
  delayedAt: Date | null
  bouncedAt: Date | null
  bounce: 'hard' | 'soft' | null
  complainedAt: Date | null
  openedAt: Date | null
  clickedAt: Date | null
  failedAt: Date | null
  suppressedAt: Date | null
  failure: string | null
}

interface DeliveryEventTable {
  svixId: string
  type: string
  occurredAt: Date
  receivedAt: Generated<Date>
  appliedAt: Date | null
  emailId: string | null
  key: string | null
  issueNumber: number | null
  subscriberId: number | null
  mailId: number | null
  bounce: 'hard' | 'soft' | null
  reason: string | null
}

interface IssueCopyTable {
  id: GeneratedAlways<number>
  issueNumber: number
  subscriberId: number
  mailId: number
  askedAt: Generated<Date>
}

interface SettledAccountTable {
  issueNumber: number
  audience: number
  excluded: number
  excludedBecause: JSONColumnType<Partial<Record<Exclusion, number>>>
  accepted: number
  rejected: number
  unknown: number
  settledAt: Generated<Date>
}

interface EditorTable {
  id: GeneratedAlways<number>
  address: string
  addressVerified: Generated<boolean>
  name: string
  role: Role
  reviewerId: number | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  removedAt: Date | null
}

interface EditorSessionTable {
  id: GeneratedAlways<number>
  editorId: number
  token: string
  userAgent: string | null
  ipAddress: string | null
  expiresAt: Date
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

interface SignInCodeTable {
  id: GeneratedAlways<number>
  identifier: string
  value: string
  expiresAt: Date
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

interface AuditEntryTable {
  id: GeneratedAlways<number>
  editorId: number | null
  source: 'desk' | 'command' | 'program'
  kind: ActKind
  subject: string
  detail: string | null
  recordedAt: Generated<Date>
}

interface IssueApprovalTable {
  id: GeneratedAlways<number>
  issueNumber: number
  editorId: number | null
  hash: string
  parts: JSONColumnType<ApprovedParts>
  votes: JSONColumnType<VoteSnapshot>
  approvedAt: Generated<Date>
  withdrawnAt: Date | null
}

interface PreflightOverrideTable {
  issueNumber: number
  line: string
  reason: string
  editorId: number | null
  overriddenAt: Generated<Date>
}

interface SendRateTable {
  onlyRow: Generated<boolean>
  nextSlot: Date
  mailsSlot: Date
  allowedPerSecond: number | null
  caution: Generated<number>
  refusedAt: Generated<Date>
  unknowns: number
  probeUntil: Date
}

interface OutboxTable {
  id: GeneratedAlways<number>
  kind: string
  subscriberId: number | null
  addressKey: string
  expiresAt: Date | null
  letterId: number | null
  mail: JSONColumnType<Mail> | JSONColumnType<ReadersPart> | ColumnType<null>
  status: Generated<MailStatus>
  parcelId: number | null
  atMost: Generated<number>
  attempts: Generated<number>
  notBefore: Generated<Date>
  providerId: string | null
  lastError: string | null
  createdAt: Generated<Date>
  settledAt: Date | null
}

interface ParcelTable {
  id: GeneratedAlways<number>
  key: Generated<string>
  status: Generated<ParcelStatus>
  fence: Generated<number>
  leaseUntil: Date | null
  attempts: Generated<number>
  lastAttemptAt: Date | null
  pinnedAt: Date | null
  bodySha256: Buffer | null
  provider: string | null
  notBefore: Date | null
  lastError: string | null
  createdAt: Generated<Date>
  settledAt: Date | null
}
