/** Diagnoses: the principal one first, then what is active; what is over stands below. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionStatuses, type Condition } from '../../../../shared/patients/patient';
import { useCall, useCommand } from '../../../app/api';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { codeOf, textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';

/** Conditions read at once when all are asked for. */
const allLimit = 200;

const over = new Set<Condition['clinicalStatus']>(['inactive', 'remission', 'resolved']);

const inputOf = (values: FormValues) => ({
  display: textOf(values, 'display') ?? '',
  clinicalStatus: codeOf(values, 'clinicalStatus', conditionStatuses) ?? 'active',
  principal: values['principal'] === 'yes',
  onsetOn: textOf(values, 'onsetOn'),
  abatedOn: textOf(values, 'abatedOn'),
});

const valuesOf = (condition: Condition): FormValues => ({
  display: condition.display,
  clinicalStatus: condition.clinicalStatus,
  principal: condition.principal ? 'yes' : '',
  onsetOn: condition.onsetOn ?? '',
  abatedOn: condition.abatedOn ?? '',
});

export const Conditions = ({
  about,
  conditions: first,
  total,
}: {
  about: About;
  conditions: readonly Condition[];
  total: number;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { patientId, encounterId } = about;
  const [showAll, setShowAll] = useState(false);
  const { data: all } = useCall(
    'patients.conditions',
    showAll ? { patientId, offset: 0, limit: allLimit } : null,
  );
  const { run: add } = useCommand('patients.addCondition');
  const { run: change } = useCommand('patients.changeCondition');
  const { run: enterInError } = useCommand('patients.enterInError');
  const conditions = all?.conditions ?? first;
  return (
    <RecordSection
      title={t('conditions')}
      form="patients.condition"
      about={about}
      entries={conditions}
      nothing={t('none')}
      addLabel={t('addCondition')}
      fields={[
        {
          name: 'display',
          label: t('field.display'),
          kind: 'line',
          wide: true,
          needed: t('needed.display'),
          maxLength: 300,
        },
        {
          name: 'clinicalStatus',
          label: t('field.clinicalStatus'),
          kind: 'select',
          options: conditionStatuses.map((value) => ({
            value,
            label: t(`conditionStatus.${value}`),
          })),
        },
        {
          name: 'principal',
          label: t('field.principal'),
          kind: 'select',
          options: [
            { value: '', label: t('no') },
            { value: 'yes', label: t('yes') },
          ],
        },
        { name: 'onsetOn', label: t('field.onsetOn'), kind: 'date' },
        { name: 'abatedOn', label: t('field.abatedOn'), kind: 'date' },
      ]}
      empty={{ clinicalStatus: 'active', principal: '' }}
      valuesOf={valuesOf}
      check={({ onsetOn = '', abatedOn = '' }): Record<string, string> =>
        onsetOn !== '' && abatedOn !== '' && abatedOn < onsetOn
          ? { abatedOn: t('problem.endBeforeStart') }
          : {}
      }
      add={(values) => add({ patientId, encounterId, ...inputOf(values) })}
      change={({ id, rowVersion }, values) => change({ id, rowVersion, ...inputOf(values) })}
      inError={({ id, rowVersion }, reason) =>
        enterInError({ patientId, kind: 'condition', id, rowVersion, reason })
      }
      show={(condition) => ({
        name: condition.display,
        title: condition.display,
        former: over.has(condition.clinicalStatus),
        sub: [
          condition.code,
          condition.onsetOn === null
            ? null
            : t('sinceDate', { date: format.numericDate(condition.onsetOn) }),
          condition.abatedOn === null
            ? null
            : t('untilDate', { date: format.numericDate(condition.abatedOn) }),
        ]
          .filter(Boolean)
          .join(', '),
        end: (
          <>
            {condition.principal ? <span className="pill plain">{t('principal')}</span> : null}
            {condition.clinicalStatus === 'active' ? null : (
              <span className="pill plain">{t(`conditionStatus.${condition.clinicalStatus}`)}</span>
            )}
          </>
        ),
      })}
    >
      {total > conditions.length && !showAll ? (
        <Button size="small" variant="text" onClick={() => setShowAll(true)}>
          {t('showAll', { count: total })}
        </Button>
      ) : null}
    </RecordSection>
  );
};
