import type { ReactElement } from 'react';
import type { OpenPatient } from '../../app/navigation';

/** One of the patients open in the rail: bed, name, birth date; Alt+digit opens it. */
export const OpenPatientItem = (_props: { patient: OpenPatient; digit: number }): ReactElement | null => null;
