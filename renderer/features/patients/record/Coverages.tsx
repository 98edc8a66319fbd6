/** Who pays, in which order, under which number and for how long. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { coversOn, planClasses, type Coverage } from '../../../../shared/coverage/coverage';
import { localDateOf } from '../../../../shared/time';
import { useCommand } from '../../../app/api';
import type { FormValues } from '../../../app/form-draft';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import { codeOf, textOf } from './form-values';
import { RecordSection, type About } from './RecordSection';

/** Ranks that have a word of their own. */
const ranks = ['1', '2', '3'] as const;

const inputOf = (values: FormValues) => ({
  payer: textOf(values, 'payer') ?? '',
  planClass: codeOf(values, 'planClass', planClasses) ?? 'other',
  rank: Number(values['rank'] ?? '1'),
  memberNumber: textOf(values, 'memberNumber'),
  groupNumber: textOf(values, 'groupNumber'),
  startsOn: textOf(values, 'startsOn'),
  endsOn: textOf(values, 'endsOn'),
});

const valuesOf = (coverage: Coverage): FormValues => ({
  payer: coverage.payer,
  planClass: coverage.planClass,
  rank: String(coverage.rank),
  memberNumber: coverage.memberNumber ?? '',
  groupNumber: coverage.groupNumber ?? '',
  startsOn: coverage.startsOn ?? '',
  endsOn: coverage.endsOn ?? '',
});

export const Coverages = ({
  about,
  coverages,
}: {
  about: About;
  coverages: readonly Coverage[];
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const { patientId } = about;
  const { run: add } = useCommand('coverage.add');
  const { run: change } = useCommand('coverage.change');
  const { run: enterInError } = useCommand('coverage.enterInError');
  const rankWord = (rank: number): string =>
    rank <= ranks.length ? t(`rank.${rank}`) : t('rank.nth', { rank });
  const period = ({ startsOn, endsOn }: Coverage): string | null =>
    startsOn === null && endsOn === null
      ? null
      : [
          startsOn === null ? null : t('sinceDate', { date: format.numericDate(startsOn) }),
          endsOn === null ? null : t('untilDate', { date: format.numericDate(endsOn) }),
        ]
          .filter(Boolean)
          .join(' ');
  return (
    <RecordSection
      title={t('coverage')}
      form="patients.coverage"
      about={about}
      entries={coverages}
      nothing={t('noPayer')}
      addLabel={t('addCoverage')}
      fields={[
        {
          name: 'payer',
          label: t('field.payer'),
          kind: 'line',
          needed: t('needed.payer'),
          maxLength: 120,
        },
        {
          name: 'planClass',
          label: t('field.planClass'),
          kind: 'select',
          needed: t('needed.planClass'),
          options: [
            { value: '', label: t('choose') },
            ...planClasses.map((value) => ({ value, label: t(`planClass.${value}`) })),
          ],
        },
        {
          name: 'rank',
          label: t('field.rank'),
          kind: 'select',
          options: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((value) => ({
            value,
            label: rankWord(Number(value)),
          })),
        },
        { name: 'memberNumber', label: t('field.memberNumber'), kind: 'line', maxLength: 60 },
        { name: 'groupNumber', label: t('field.groupNumber'), kind: 'line', maxLength: 60 },
        { name: 'startsOn', label: t('field.startsOn'), kind: 'date' },
        { name: 'endsOn', label: t('field.endsOn'), kind: 'date', help: t('help.lastDay') },
      ]}
      empty={{ planClass: '', rank: String(Math.min(9, coverages.length + 1)) }}
      valuesOf={valuesOf}
      check={({ startsOn = '', endsOn = '' }): Record<string, string> =>
        startsOn !== '' && endsOn !== '' && endsOn < startsOn
          ? { endsOn: t('problem.endBeforeStart') }
          : {}
      }
      add={(values) => add({ patientId, ...inputOf(values) })}
      change={({ id, rowVersion }, values) => change({ id, rowVersion, ...inputOf(values) })}
      inError={({ id, rowVersion }, reason) => enterInError({ id, rowVersion, reason })}
      show={(coverage) => ({
        name: coverage.payer,
        title: coverage.payer,
        former: !coversOn(coverage, today),
        sub: [
          t(`planClass.${coverage.planClass}`),
          coverage.memberNumber === null ? null : t('member', { number: coverage.memberNumber }),
          coverage.groupNumber === null ? null : t('group', { number: coverage.groupNumber }),
          period(coverage),
        ]
          .filter(Boolean)
          .join(', '),
        end: (
          <span className="pill plain">
            {coversOn(coverage, today) ? rankWord(coverage.rank) : t('notInForce')}
          </span>
        ),
      })}
    />
  );
};
