/** A person's initials in a circle; one's own in the accent. Ornament: the name stands beside it. */
import type { ReactElement } from 'react';

/** `Dr. Imre Slatefield` → IS; `Robin Elmcrest, RN` → RE. */
export const initialsOf = (name: string): string =>
  name
    .replace(/^(Dr|Dra)\.? /, '')
    .split(/[\s,]+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');

export const Avatar = ({
  name,
  me = false,
}: {
  /** null = nobody yet. */
  name: string | null;
  me?: boolean;
}): ReactElement => (
  <span className={me ? 'avatar me' : 'avatar'} aria-hidden="true">
    {name === null ? '?' : initialsOf(name)}
  </span>
);
