/** Verbs for the buttons and participles for what was done; other outcomes speak for themselves. */
const words: Readonly<Record<string, { verb: string; done: string; key?: string }>> = {
  approved: { verb: 'Approve', done: 'Approved', key: 'a' },
  rejected: { verb: 'Reject', done: 'Rejected', key: 'r' },
  success: { verb: 'Complete', done: 'Completed', key: 'a' },
};

export function outcomeWords(outcome: string): { verb: string; done: string; key?: string } {
  const plain = outcome.charAt(0).toUpperCase() + outcome.slice(1).replace(/[_-]+/g, ' ');
  return words[outcome] ?? { verb: plain, done: plain };
}
