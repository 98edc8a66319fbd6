/** Who this is: name and two identifiers, then what must never be left out. It never scrolls away. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { primaryOn } from '../../../shared/coverage/coverage';
import { listName, type PatientFile } from '../../../shared/patients/patient';
import { ageOn, localDateOf, stayDay } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';

const Allergies = ({ file }: { file: PatientFile }): ReactElement => {
  const { t } = useTranslation('patients');
  const named = file.allergies.filter(({ kind }) => kind !== 'none');
  const text =
    named.length > 0
      ? named.map(({ substance }) => substance).join(', ')
      : file.allergies.length > 0
        ? t('noKnownAllergies')
        : t('noAllergies');
  return (
    <span className={named.length > 0 || file.allergies.length === 0 ? 'alert' : ''}>
      <Icon name="alert" size={14} />
      {text}
    </span>
  );
};

export const PatientHeader = ({ file }: { file: PatientFile }): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const { patient, stay, codeStatus } = file;
  const payer = primaryOn(file.coverages, today) ?? file.coverages[0];
  return (
    <>
      <div className="l1">
        {stay?.bed && stay.active ? (
          <span className="bed">
            <Icon name="bed" /> {stay.bed}
          </span>
        ) : null}
        <h1 className="t-page">{listName(patient)}</h1>
        <span className="t-read">
          <span className="s3">{t('born')}</span>{' '}
          <b className="b">
            {patient.birthDate === null ? '–' : format.numericDate(patient.birthDate)}
          </b>{' '}
          {patient.birthDate === null ? '' : ageOn(patient.birthDate, today)},{' '}
          {t(`sex.${patient.sex}`)}
        </span>
        <span className="t-read">
          <span className="s3">{t('mrn')}</span> <b className="b">{patient.mrn ?? '–'}</b>
        </span>
        {stay?.visitNumber ? (
          <span className="t-read">
            <span className="s3">{t('stay')}</span> {stay.visitNumber}
          </span>
        ) : null}
        {stay?.active ? (
          <span className="end t-read">
            <Icon name="diamond" /> {t('edd')}{' '}
            <b className="b">
              {stay.expectedDischargeOn === null
                ? t('eddNotSet')
                : format.weekdayDate(stay.expectedDischargeOn)}
            </b>
          </span>
        ) : null}
      </div>
      <div className="l2">
        <Allergies file={file} />
        <span className={codeStatus === null ? 'alert' : ''}>
          {codeStatus === null ? t('noCode') : t(`code.${codeStatus.status}`)}
        </span>
        <span>{payer ? payer.payer : t('noPayer')}</span>
        {stay?.admittedAt ? (
          <span>
            {t('since', {
              class: t(`class.${stay.class}`),
              date: format.weekdayDate(localDateOf(stay.admittedAt, zone)),
            })}
            {stay.active ? `, ${t('day', { day: stayDay(stay.admittedAt, now, zone) })}` : ''}
          </span>
        ) : null}
        {stay?.dischargedAt ? (
          <span>
            {t('left', { date: format.date(localDateOf(stay.dischargedAt, zone), today) })}
          </span>
        ) : null}
        {stay?.attendingName ? <span>{stay.attendingName}</span> : null}
        {patient.restricted ? (
          <span className="alert">
            <Icon name="lock" size={14} /> {t('restricted')}
          </span>
        ) : null}
      </div>
    </>
  );
};
