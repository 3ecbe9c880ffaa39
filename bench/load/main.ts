import { answerParent, tellParent } from '../child.ts'
import { type LoadOptions, load } from './load.ts'
import { makeRequests, type SignUpRequests, type WebhookRequests } from './requests.ts'

const options = JSON.parse(process.argv[2]!) as LoadOptions & (WebhookRequests | SignUpRequests)
const requests = await makeRequests(options)
answerParent({
  go: () => void load(options, requests).then((result) => tellParent({ kind: 'done', ...result })),
})
tellParent({ kind: 'ready' })
