/** One of the patients open in the rail: bed, name, birth date; Alt+digit opens it. */
import { useCallback, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import { useCallKeeping } from '../../app/api';
import { useLastDraftOf } from '../../app/drafts';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { go, patientPlace, type OpenPatient } from '../../app/navigation';
import { useMinute } from '../../app/now';
import { useAppDispatch, useAppSelector } from '../../app/store';

export const OpenPatientItem = ({
  patient,
  digit,
}: {
  patient: OpenPatient;
  digit: number;
}): ReactElement | null => {
  const { t } = useTranslation('patients');
  const { t: tApp } = useTranslation('app');
  const format = useFormat();
  const dispatch = useAppDispatch();
  const present = useAppSelector((state) => state.navigation.present);
  const { now, zone } = useMinute();
  const draftedAt = useLastDraftOf(patient.patientId);
  const { data } = useCallKeeping('patients.headlines', { patientIds: [patient.patientId] });
  const open = useCallback(
    () => void dispatch(go(patientPlace(patient.patientId, patient.encounterId))),
    [dispatch, patient],
  );
  useKey(`alt+${digit}`, open);
  const headline = data?.find(({ patientId }) => patientId === patient.patientId);
  if (!headline) return null;
  const name = `${headline.familyName}, ${headline.givenName}`;
  return (
    <button
      type="button"
      className="rail-item rail-patient"
      aria-current={present.params['patientId'] === patient.patientId ? 'page' : undefined}
      onClick={open}
    >
      <span className="bed">{headline.bed ?? '–'}</span>
      <span className="who">
        <b className="m trunc" style={{ display: 'block' }}>
          {name}
        </b>
        <span>
          {draftedAt !== null
            ? `${tApp('draftKept')} ${
                localDateOf(draftedAt, zone) === localDateOf(now, zone)
                  ? format.time(draftedAt, zone)
                  : format.date(localDateOf(draftedAt, zone))
              }`
            : `${t('born')} ${headline.birthDate === null ? '–' : format.numericDate(headline.birthDate)}`}
        </span>
      </span>
    </button>
  );
};
