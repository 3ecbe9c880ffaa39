import { LetterMail } from '../../../emails/letter/letter-mail.tsx'
import { sampleSite } from '../sample-issue.ts'

const letter = {
  site: sampleSite,
  subject: 'Confirm your subscription',
  title: 'Confirm your subscription',
  preheader: 'One button, and you are on the list.',
  opening: 'Someone, probably you, asked for this newsletter.',
  action: { words: 'Confirm', url: 'https://verdicts.example/confirm/token' },
  closing: 'If it was not you, there is nothing to do.',
}

/** The shape of all small mails. */
export default function Letter() {
  return <LetterMail letter={letter} />
}
