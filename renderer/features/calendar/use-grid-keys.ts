/** Keys on an event, the same in every view: Enter opens, arrows go on, Alt and arrows move. */
import type { KeyboardEvent } from 'react';
import type { Occurrence } from '../../../shared/appointments/appointment';
import { moveOfKey } from './use-moves';

interface GridActions {
  open: (occurrence: Occurrence, anchor: HTMLElement) => void;
  by: (occurrence: Occurrence, minutes: number, longer: number) => void;
}

/** The element that has the focus for an event, and its key. */
const focused = (target: EventTarget): { element: HTMLElement; key: string } | null => {
  if (!(target instanceof HTMLElement)) return null;
  const inner = target.matches('[data-key]') ? target : target.querySelector('[data-key]');
  const isEvent = target.matches('.rbc-event, [data-key]');
  const key = inner?.getAttribute('data-key');
  return isEvent && key ? { element: target, key } : null;
};

const focusNeighbor = (element: HTMLElement, step: number): void => {
  const all = [
    ...(element
      .closest('.calendar-main, .calendar-side')
      ?.querySelectorAll<HTMLElement>('.rbc-event, .month-event, .day-line') ?? []),
  ];
  all[all.indexOf(element) + step]?.focus();
};

export const useGridKeys =
  (occurrences: readonly Occurrence[], { open, by }: GridActions) =>
  (event: KeyboardEvent): void => {
    const found = focused(event.target);
    const occurrence = occurrences.find(({ key }) => key === found?.key);
    if (!found || !occurrence) return;
    const move = moveOfKey(event);
    if (move !== null) {
      event.preventDefault();
      by(occurrence, ...move);
    } else if (event.altKey || event.ctrlKey || event.shiftKey) return;
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      focusNeighbor(found.element, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' || event.key === ' ') {
      // A button's own click would come as well.
      event.preventDefault();
      open(occurrence, found.element);
    }
  };
