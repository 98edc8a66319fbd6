import { describe, expect, it } from 'vitest';
import { Ledger } from '../torture/ledger';

const ledgerOf = (...lines: [what: 'tries' | 'kept', value: string][]): Ledger => {
  const ledger = new Ledger();
  for (const [what, value] of lines) ledger.take({ what, key: 'task:a', value });
  return ledger;
};

describe('the judge of kills', () => {
  it('tells an acknowledged write that is gone', () => {
    const ledger = ledgerOf(['tries', 'open'], ['kept', 'open']);
    expect(ledger.fault('task:a', null)).toContain('acknowledged open');
  });

  it('tells a record that went back to what it was before an acknowledged change', () => {
    const ledger = ledgerOf(['kept', 'open'], ['tries', 'done'], ['kept', 'done']);
    expect(ledger.fault('task:a', 'open')).toContain('found open');
  });

  it('takes a write that was asked for as there or not, and holds to what it found', () => {
    const there = ledgerOf(['kept', 'open'], ['tries', 'done']);
    expect(there.fault('task:a', 'done')).toBeNull();
    expect(there.fault('task:a', 'open')).toContain('acknowledged done');
    const not = ledgerOf(['kept', 'open'], ['tries', 'done']);
    expect(not.fault('task:a', 'open')).toBeNull();
    expect(not.fault('task:a', 'done')).not.toBeNull();
  });

  it('tells a value that nobody asked for', () => {
    expect(ledgerOf(['tries', 'open']).fault('task:a', 'done')).toContain('asked for open');
  });
});
