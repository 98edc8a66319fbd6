/** Reordering by keyboard (Alt and an arrow) and by drag, told in the live region. */
import { useState, type DragEvent, type HTMLAttributes, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/api';
import { usePlan } from './plan-context';
import { useNoteDeed } from './plan-deeds';
import { savesSettled } from './saves';

type Movable = 'problem' | 'goal' | 'activity';

interface Part {
  id: string;
  rowVersion: number;
}

/** What is dragged; one at a time in a window. */
let dragged: { record: Movable; id: string } | null = null;

export interface Reorder {
  /** For the element that stands for the part. */
  item: (part: Part) => HTMLAttributes<HTMLElement>;
  /** For the handle that is dragged. */
  handle: (part: Part) => HTMLAttributes<HTMLElement> & { draggable: boolean };
  moveTo: (part: Part, to: number) => Promise<void>;
}

/** Moves one of `parts`, which are shown in their order; `nameOf` says it in words. */
export const useReorder = <P extends Part>(
  record: Movable,
  parts: readonly P[],
  nameOf: (part: P) => string,
): Reorder => {
  const { t } = useTranslation('careplans');
  const { mayWrite, announce } = usePlan();
  const { run } = useCommand('careplans.move');
  const note = useNoteDeed();
  const [over, setOver] = useState<string | null>(null);
  const moveTo = async ({ id }: Part, to: number): Promise<void> => {
    const part = parts.find((each) => each.id === id);
    if (!part || to < 1 || to > parts.length) return;
    // A field that still saves would give the part another row version.
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
    await savesSettled();
    const outcome = await run({ record, id, rowVersion: part.rowVersion, to });
    if (!outcome.ok) return;
    const text = t('movedTo', { what: nameOf(part), to, of: parts.length });
    note(text, outcome.value.steps);
    announce(text);
  };
  const place = (id: string): number => parts.findIndex((each) => each.id === id) + 1;
  return {
    moveTo,
    item: (part) => ({
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (!mayWrite || !event.altKey || event.ctrlKey || by === 0) return;
        // Alt and an arrow opens a list of choices.
        if (event.target instanceof HTMLSelectElement) return;
        event.preventDefault();
        event.stopPropagation();
        const focused = event.target as HTMLElement;
        void moveTo(part, place(part.id) + by).then(() => focused.isConnected && focused.focus());
      },
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged?.record !== record || !parts.some(({ id }) => id === dragged?.id)) return;
        event.preventDefault();
        if (over !== part.id) setOver(part.id);
      },
      onDragLeave: () => setOver((id) => (id === part.id ? null : id)),
      onDrop: (event: DragEvent<HTMLElement>) => {
        const from = dragged;
        setOver(null);
        dragged = null;
        if (from?.record !== record || from.id === part.id) return;
        event.preventDefault();
        void moveTo({ id: from.id, rowVersion: 0 }, place(part.id));
      },
      ...(over === part.id ? { 'data-drop': '' } : {}),
    }),
    handle: (part) => ({
      draggable: mayWrite,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        dragged = { record, id: part.id };
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
      },
      onDragEnd: () => {
        dragged = null;
        setOver(null);
      },
    }),
  };
};
