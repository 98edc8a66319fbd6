/** Which goals are folded up, kept for the session when a person comes back to the plan. */
import { useCallback, useState } from 'react';

const kept = new Map<string, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

export const useCollapsed = (
  planId: string,
): [ReadonlySet<string>, (ids: readonly string[], collapsed: boolean) => void] => {
  const [set, setSet] = useState(() => kept.get(planId) ?? none);
  const change = useCallback(
    (ids: readonly string[], collapsed: boolean) =>
      setSet((before) => {
        const after = new Set(before);
        for (const id of ids) {
          if (collapsed) after.add(id);
          else after.delete(id);
        }
        kept.set(planId, after);
        return after;
      }),
    [planId],
  );
  return [set, change];
};
