/** Where the person is: a place with its parameters, a history to go back, the patients open. */
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** A place of the rail, or one patient's file. Parameters are ids and view names only. */
export interface Place {
  name: string;
  params: Readonly<Record<string, string>>;
}

/** A patient kept in the rail under Alt+1 to Alt+4, newest first. */
export interface OpenPatient {
  patientId: string;
  encounterId: string | null;
}

interface NavigationState {
  past: Place[];
  present: Place;
  future: Place[];
  openPatients: OpenPatient[];
  unitId: string | null;
}

const openPatientsKept = 4;
const historyKept = 50;

const initialState: NavigationState = {
  past: [],
  present: { name: 'caseload', params: {} },
  future: [],
  openPatients: [],
  unitId: null,
};

const same = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

export const navigation = createSlice({
  name: 'navigation',
  initialState,
  reducers: {
    /** Goes to a place; the former one is a step back. */
    go: (state, { payload }: PayloadAction<Place>) => {
      if (same(state.present, payload)) return;
      state.past = [...state.past, state.present].slice(-historyKept);
      state.present = payload;
      state.future = [];
    },
    /** Changes the present place's parameters without a step (a tab's filter, a day). */
    stay: (state, { payload }: PayloadAction<Record<string, string>>) => {
      state.present = { ...state.present, params: { ...state.present.params, ...payload } };
    },
    back: (state) => {
      const place = state.past.pop();
      if (!place) return;
      state.future.push(state.present);
      state.present = place;
    },
    forward: (state) => {
      const place = state.future.pop();
      if (!place) return;
      state.past.push(state.present);
      state.present = place;
    },
    openPatient: (state, { payload }: PayloadAction<OpenPatient>) => {
      if (state.openPatients.some(({ patientId }) => patientId === payload.patientId)) return;
      state.openPatients = [payload, ...state.openPatients].slice(0, openPatientsKept);
    },
    closePatient: (state, { payload }: PayloadAction<string>) => {
      state.openPatients = state.openPatients.filter(({ patientId }) => patientId !== payload);
    },
    /** The unit the lists are about; null = all of the person's units. */
    chooseUnit: (state, { payload }: PayloadAction<string | null>) => {
      state.unitId = payload;
    },
    /** Back to where the person was before the lock. */
    restore: (_state, { payload }: PayloadAction<NavigationState>) => payload,
    forget: () => initialState,
  },
});

export const { go, stay, back, forward, openPatient, closePatient, chooseUnit, restore, forget } =
  navigation.actions;

/** The place of a patient's file. */
export const patientPlace = (
  patientId: string,
  encounterId: string | null,
  tab = 'overview',
): Place => ({
  name: 'patient',
  params: { patientId, ...(encounterId === null ? {} : { encounterId }), tab },
});

export type { NavigationState };
