import type { WhoSignsIn } from './actions/editor/who-signs-in.ts'
import { SAMPLE_OWNER } from './actions/installation/load-sample.ts'
import { type Config, isLoopback, reachable } from './config.ts'
import type { Role } from './start.ts'

interface Started {
  readonly role: Role
  readonly firstStart: boolean
  readonly owner: WhoSignsIn
}

/** What a start prints when everything is up. */
export function welcome(config: Config, { role, firstStart, owner }: Started): string {
  const { name, url } = config.site
  if (role === 'worker') return `${name}: the worker is at work. Ctrl-C stops it.\n`
  const local = `http://${config.host === '127.0.0.1' ? 'localhost' : reachable(config.host)}:${config.port}`
  const addresses = [
    ['Site', config.production ? url : local],
    ...(config.resendApiKey ? [] : [['Mailbox', `${local}/mailbox`]]),
    ['Desk', `${config.production ? url : local}/desk`],
  ]
  const lines = [
    '',
    `${name} is ready.`,
    '',
    ...addresses.map(([label, address]) => `  ${label!.padEnd(9)}${address}`),
    '',
    ...(firstStart ? ['A sample issue is on its way to twelve sample subscribers: watch the mailbox.'] : []),
    ...SIGNING_IN[owner],
    ...cautions(config),
    config.databaseUrl
      ? 'Ctrl-C stops it.'
      : `Ctrl-C stops everything. Your data stays in ${config.dataDir}/.`,
    '',
  ]
  return `${lines.join('\n')}\n`
}

const SIGNING_IN: Record<WhoSignsIn, readonly string[]> = {
  sample: [`At the desk, sign in as ${SAMPLE_OWNER}: the code comes to the mailbox.`, ''],
  somebody: [],
  nobody: ['Nobody can sign in at the desk yet: npx verdicts editors invite ADDRESS --role owner', ''],
}

function cautions(config: Config): string[] {
  const readable = !config.resendApiKey && !isLoopback(config.host)
  const invented = config.resendApiKey ? config.invented : []
  return [
    ...(readable ? ['Careful: whoever reaches this address can read every mail in the mailbox.', ''] : []),
    ...(invented.length > 0
      ? [`Careful: mail goes out through Resend with sample values. Set ${invented.join(', ')}.`, '']
      : []),
  ]
}
