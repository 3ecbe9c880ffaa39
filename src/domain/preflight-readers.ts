import type { Finding, PreflightSubject } from './preflight.ts'

export function checkReaders({ number, readersWithNothing }: PreflightSubject): Finding[] {
  if (readersWithNothing === 0) return []
  const who =
    readersWithNothing === 1 ? 'One reader gets' : `${readersWithNothing.toLocaleString('en')} readers get`
  return [
    {
      severity: 'amber',
      where: 'The editions',
      what: `${who} no mail: nothing of the issue is in the categories that they chose.`,
      how: 'That is what they asked for. Add a comparison of another category if it is more than it should be.',
      link: `/desk/issues/${number}`,
    },
  ]
}
