import type { CommandItem } from '../../components/command-item';

/** Patients that a typed text finds, as lines of the command bar. */
export const useFoundPatients = (_text: string, _close: () => void): CommandItem[] => [];
