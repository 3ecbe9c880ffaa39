import { type Fault, faultTable, type WebhookFault } from './fault-table.ts'
import { type FaultSetting, parseFaults } from './parse-faults.ts'

export interface FaultState extends FaultSetting {
  /** How many requests it has struck. */
  readonly struck: number
}

/**
 * The switches, in the order in which they were set. Of those that apply to a request the first strikes it, and
 * all that concern webhooks strike those of a request that is accepted. They
 * live in this process's memory: a restart switches all of them off.
 */
export interface Faults {
  /**
   * Puts these in place of all that were on.
   *
   * @example
   * mailbox.faults.set([{ name: 'refuse-recipient', matching: 'bad@', times: 3 }])
   *
   * @throws {FaultError} that names the field.
   */
  set(faults: readonly FaultSetting[]): void
  /** Switches one more on. */
  add(fault: FaultSetting): void
  /** Switches off the one at that place of the list. */
  remove(place: number): void
  clear(): void
  list(): FaultState[]
}

export interface TakenFaults extends Faults {
  /** What strikes a request that sends mail to these addresses, and is counted for it. */
  take(addresses: () => readonly string[]): FaultSetting | undefined
  /** All that is to be done to the webhooks of mails to these addresses, and is counted for it. */
  takeForWebhooks(addresses: () => readonly string[]): ReadonlySet<WebhookFault>
}

interface Switch {
  readonly setting: FaultSetting
  seen: number
  struck: number
}

export function createFaults(): TakenFaults {
  let switches: Switch[] = []

  return {
    set: (faults) => {
      switches = parseFaults(faults).map(off)
    },
    add: (fault) => {
      switches = [...switches, ...parseFaults([fault]).map(off)]
    },
    remove: (place) => {
      switches = switches.filter((_, index) => index !== place)
    },
    clear: () => {
      switches = []
    },
    list: () => switches.map(({ setting, struck }) => ({ ...setting, struck })),
    take: (addresses) => switches.find((one) => !webhookFaultOf(one) && strikes(one, addresses))?.setting,
    takeForWebhooks: (addresses) => {
      const struck = switches.filter((one) => webhookFaultOf(one) && strikes(one, addresses))
      return new Set(struck.map((one) => webhookFaultOf(one)!))
    },
  }
}

function webhookFaultOf({ setting }: Switch): WebhookFault | undefined {
  const { act }: Fault = faultTable[setting.name]
  return 'webhooks' in act ? act.webhooks : undefined
}

function off(setting: FaultSetting): Switch {
  return { setting, seen: 0, struck: 0 }
}

function strikes(one: Switch, addresses: () => readonly string[]): boolean {
  const { times = Number.POSITIVE_INFINITY, skip = 0, matching } = one.setting
  if (one.struck >= times) return false
  if (matching !== undefined && !addresses().some((address) => contains(address, matching))) return false
  one.seen += 1
  if (one.seen <= skip) return false
  one.struck += 1
  return true
}

function contains(address: string, text: string): boolean {
  return address.toLowerCase().includes(text.toLowerCase())
}
