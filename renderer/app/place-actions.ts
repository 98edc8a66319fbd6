/**
 * What can be done where the person is: the present page offers its actions, the command bar lists
 * them (states.png: “For Hazelmere, Ruth”). Held outside of React: the command bar reads them when
 * it opens.
 */
import { useEffect } from 'react';
import type { CommandItem } from '../components/command-item';

/** A command of the page, found by its label unless other words are given. */
export type PlaceAction = CommandItem & { label: string; foundBy?: string };

interface Offered {
  owner: symbol;
  items: readonly PlaceAction[];
}

let offered: Offered | null = null;

/** Offers actions while the component is mounted. */
export const useOfferActions = (items: readonly PlaceAction[]): void => {
  useEffect(() => {
    const owner = Symbol('page');
    offered = { owner, items };
    return () => {
      if (offered?.owner === owner) offered = null;
    };
  }, [items]);
};

/** Actions of the present page; none where it offers none. */
export const offeredActions = (): readonly PlaceAction[] => offered?.items ?? [];
