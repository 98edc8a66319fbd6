/** What can be done in the patient's file at once, by key and by command bar (look.md, Keys). */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { listName, type PatientFile } from '../../../shared/patients/patient';
import { useKey } from '../../app/keys';
import { useOfferActions, type PlaceAction } from '../../app/place-actions';
import { useMay } from '../../app/session-context';
import type { Asked } from './Overview';

/** Tabs that hear a key themselves, because what it opens stands there. */
const heardBy: Record<Asked['what'], readonly string[]> = {
  note: ['overview', 'notes'],
  barrier: ['overview', 'careplan'],
  task: ['overview', 'tasks'],
};

export interface PatientActions {
  tab: string;
  file: PatientFile;
  /** Shows a tab. */
  show: (tab: string) => void;
  /** Shows the overview and opens there what was asked for. */
  ask: (what: Asked['what']) => void;
  /** Opens the dialog of the expected discharge; null where it may not be moved. */
  move: (() => void) | null;
}

export const usePatientActions = ({ tab, file, show, ask, move }: PatientActions): void => {
  const { t } = useTranslation('patients');
  const mayWrite = useMay('care.write');
  const hasStay = file.stay !== null;
  const hears = (what: Asked['what']): boolean => mayWrite && !heardBy[what].includes(tab);
  useKey('n', () => ask('note'), hears('note'));
  useKey('b', () => ask('barrier'), hears('barrier') && hasStay);
  useKey('t', () => ask('task'), hears('task') && hasStay);
  useKey('e', () => move?.(), move !== null);
  const actions = useMemo((): PlaceAction[] => {
    const group = t('forWhom', { name: listName(file.patient) });
    const callable = [...file.contacts, ...file.team].filter(({ phone }) => phone !== null);
    return [
      ...(mayWrite
        ? ([
            { id: 'note', icon: 'pencil', hint: 'N', run: () => ask('note') },
            ...(hasStay
              ? ([
                  { id: 'barrier', icon: 'barrier', hint: 'B', run: () => ask('barrier') },
                  { id: 'task', icon: 'task', hint: 'T', run: () => ask('task') },
                ] as const)
              : []),
          ] as const)
        : []),
      ...(move === null ? [] : [{ id: 'edd', icon: 'diamond', hint: 'E', run: move } as const]),
      { id: 'history', icon: 'history', run: () => show('history') } as const,
    ]
      .map((action): PlaceAction => ({ group, label: t(`act.${action.id}`), ...action }))
      .concat(
        callable.map(({ id, name, phone }) => ({
          id: `call:${id}`,
          group,
          icon: 'phone',
          label: t('act.call', { who: name, phone }),
          // Not by name: who types a family name looks for a patient.
          foundBy: t('act.callWord'),
          run: () => show('overview'),
        })),
      );
  }, [t, file, mayWrite, hasStay, move, ask, show]);
  useOfferActions(actions);
};
