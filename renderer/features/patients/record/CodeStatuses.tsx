/** Code status: what was decided, who said so and when; the newest is in force. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { codeStatuses, type CodeStatus } from '../../../../shared/patients/patient';
import { localDateOf } from '../../../../shared/time';
import {
  instantOfWallTime,
  textOfWallTime,
  wallTimeOf,
  wallTimeOfText,
} from '../../../../shared/wall-time';
import { useCommand } from '../../../app/api';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { codeOf, textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';
import { useWritten } from './use-written';

export const CodeStatuses = ({
  about,
  codeStatus,
  former,
}: {
  about: About;
  codeStatus: CodeStatus | null;
  former: readonly CodeStatus[];
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const written = useWritten();
  const { now, zone } = useMinute();
  const { patientId, encounterId } = about;
  const { run: set } = useCommand('patients.setCodeStatus');
  const { run: enterInError } = useCommand('patients.enterInError');
  const valuesOf = (entry: CodeStatus): FormValues => ({
    status: entry.status,
    saidBy: entry.saidBy,
    at: textOfWallTime(wallTimeOf(entry.saidAt, zone)),
    note: entry.note ?? '',
  });
  const instantOf = (values: FormValues): string =>
    instantOfWallTime(wallTimeOfText(values['at'] ?? ''), zone);
  return (
    <RecordSection
      title={t('codeStatus')}
      form="patients.codeStatus"
      about={about}
      entries={codeStatus === null ? [] : [codeStatus, ...former]}
      nothing={t('noCode')}
      addLabel={t('setCodeStatus')}
      fields={[
        {
          name: 'status',
          label: t('codeStatus'),
          kind: 'select',
          needed: t('needed.codeStatus'),
          options: [
            { value: '', label: t('choose') },
            ...codeStatuses.map((value) => ({ value, label: t(`code.${value}`) })),
          ],
        },
        {
          name: 'saidBy',
          label: t('field.saidBy'),
          kind: 'line',
          needed: t('needed.saidBy'),
          help: t('help.codeSaidBy'),
          maxLength: 120,
        },
        {
          name: 'at',
          label: t('field.saidAt'),
          kind: 'moment',
          max: localDateOf(now, zone),
          wide: true,
        },
        { name: 'note', label: t('field.note'), kind: 'line', wide: true, maxLength: 400 },
      ]}
      empty={{ status: '', at: textOfWallTime(wallTimeOf(now, zone)) }}
      valuesOf={valuesOf}
      // The window's minute may be a moment behind main's clock, never ahead of it.
      check={(values) => (instantOf(values) > now ? { at: t('problem.toCome') } : {})}
      add={(values) =>
        set({
          patientId,
          encounterId,
          status: codeOf(values, 'status', codeStatuses) ?? 'other',
          saidBy: textOf(values, 'saidBy') ?? '',
          at: instantOf(values),
          note: textOf(values, 'note'),
        })
      }
      inError={({ id, rowVersion }, reason) =>
        enterInError({ patientId, kind: 'codeStatus', id, rowVersion, reason })
      }
      show={(entry) => ({
        name: t(`code.${entry.status}`),
        title: t(`code.${entry.status}`),
        former: entry.id !== codeStatus?.id,
        sub: (
          <>
            {t('saidByAt', {
              who: entry.saidBy,
              when: format.dateTime(entry.saidAt, zone),
            })}
            {entry.note === null ? null : <>. {entry.note}</>}
            <span className="sub">{t('writtenDown', { written: written(entry) })}</span>
          </>
        ),
      })}
    />
  );
};
