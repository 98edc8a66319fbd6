/** Allergies and intolerances; not recorded is not none, and a resolved one is not current. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { allergiesSaid, allergyStatuses, isCurrent } from '../../../../shared/patients/allergies';
import type { Allergy } from '../../../../shared/patients/patient';
import { useCommand } from '../../../app/api';
import { useFeatureErrorText } from '../../../app/error-text';
import type { FormValues } from '../../../app/form-draft';
import { useMay } from '../../../app/session-context';
import { useOfferUndo } from '../../../app/undo';
import { useWritten } from './use-written';
import { codeOf, textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';

const kinds = ['allergy', 'intolerance'] as const;
const severities = ['mild', 'moderate', 'severe'] as const;

const inputOf = (values: FormValues) => ({
  kind: codeOf(values, 'kind', kinds) ?? 'allergy',
  substance: textOf(values, 'substance') ?? '',
  reaction: textOf(values, 'reaction'),
  severity: codeOf(values, 'severity', severities),
  clinicalStatus: codeOf(values, 'clinicalStatus', allergyStatuses) ?? 'active',
});

const valuesOf = (allergy: Allergy): FormValues => ({
  kind: allergy.kind === 'intolerance' ? 'intolerance' : 'allergy',
  substance: allergy.substance,
  reaction: allergy.reaction ?? '',
  severity: allergy.severity ?? '',
  clinicalStatus: allergy.clinicalStatus,
});

export const Allergies = ({
  about,
  allergies,
}: {
  about: About;
  allergies: readonly Allergy[];
}): ReactElement => {
  const { t, i18n } = useTranslation('patients');
  const written = useWritten();
  const { patientId } = about;
  const { run: add } = useCommand('patients.addAllergy');
  const { run: change } = useCommand('patients.changeAllergy');
  const { run: enterInError } = useCommand('patients.enterInError');
  const severity = (text: string | null): string | null =>
    text !== null && i18n.exists(`patients:severity.${text}`) ? t(`severity.${text}`) : text;
  const said = allergiesSaid(allergies);
  return (
    <RecordSection
      title={t('allergies')}
      form="patients.allergy"
      about={about}
      entries={allergies}
      mayChange={({ kind }) => kind !== 'none'}
      nothing={t('noAllergies')}
      addLabel={t('addAllergy')}
      fields={[
        {
          name: 'substance',
          label: t('field.substance'),
          kind: 'line',
          needed: t('needed.substance'),
          maxLength: 200,
        },
        { name: 'reaction', label: t('field.reaction'), kind: 'line', maxLength: 200 },
        {
          name: 'kind',
          label: t('field.kind'),
          kind: 'select',
          options: kinds.map((value) => ({ value, label: t(`allergyKind.${value}`) })),
        },
        {
          name: 'severity',
          label: t('field.severity'),
          kind: 'select',
          options: [
            { value: '', label: t('notSaid') },
            ...severities.map((value) => ({ value, label: t(`severity.${value}`) })),
          ],
        },
        {
          name: 'clinicalStatus',
          label: t('field.clinicalStatus'),
          kind: 'select',
          help: t('help.allergyStatus'),
          options: allergyStatuses.map((value) => ({
            value,
            label: t(`allergyStatus.${value}`),
          })),
        },
      ]}
      empty={{ kind: 'allergy', severity: '', clinicalStatus: 'active' }}
      valuesOf={valuesOf}
      add={(values) => add({ patientId, ...inputOf(values) })}
      change={({ id, rowVersion }, values) => change({ id, rowVersion, ...inputOf(values) })}
      inError={({ id, rowVersion }, reason) =>
        enterInError({ patientId, kind: 'allergy', id, rowVersion, reason })
      }
      show={(allergy) => {
        if (allergy.kind === 'none')
          return {
            name: t('noKnownAllergies'),
            title: t('noKnownAllergies'),
            former: said.said === 'current',
            sub: [said.said === 'current' ? t('noLongerHolds') : null, written(allergy)]
              .filter(Boolean)
              .join(', '),
          };
        return {
          name: allergy.substance,
          former: !isCurrent(allergy),
          title: allergy.substance,
          sub: [
            allergy.kind === 'intolerance' ? t('allergyKind.intolerance') : null,
            allergy.reaction,
            severity(allergy.severity),
            written(allergy),
          ]
            .filter(Boolean)
            .join(', '),
          end: isCurrent(allergy) ? undefined : (
            <span className="pill plain">{t(`allergyStatus.${allergy.clinicalStatus}`)}</span>
          ),
        };
      }}
      before={<StateNone about={about} allergies={allergies} />}
    />
  );
};

/** The statement that there are none; offered only where it may be made. */
const StateNone = ({
  about,
  allergies,
}: {
  about: About;
  allergies: readonly Allergy[];
}): ReactElement | null => {
  const { t } = useTranslation('patients');
  const mayWrite = useMay('care.write');
  const offerUndo = useOfferUndo();
  const errorText = useFeatureErrorText('patients');
  const { run: state, error } = useCommand('patients.stateNoAllergies');
  const { run: enterInError } = useCommand('patients.enterInError');
  const { patientId } = about;
  const { said } = allergiesSaid(allergies);
  if (!mayWrite || said === 'current' || said === 'none') return null;
  const save = async (): Promise<void> => {
    const outcome = await state({ patientId });
    if (!outcome.ok) return;
    const { id, rowVersion } = outcome.value;
    offerUndo(t('noKnownAllergies'), () =>
      enterInError({ patientId, kind: 'allergy', id, rowVersion, reason: t('undoneReason') }),
    );
  };
  return (
    <div className="stated">
      <Button size="small" onClick={() => void save()}>
        {t('stateNone')}
      </Button>
      {error ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
    </div>
  );
};
