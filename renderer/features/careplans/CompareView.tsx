/** What differs between two texts of the plan, change by change. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { planChanges, type PlanChange } from '../../../shared/careplans/changes';
import { labelOf, planLabels } from '../../../shared/careplans/labels';
import type { PlanContent } from '../../../shared/careplans/version';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';

/** A field's value as people read it: codes in words, dates formatted. */
const useValueText = (): ((change: PlanChange, value: string | null) => string) => {
  const { t, i18n } = useTranslation('careplans');
  const format = useFormat();
  const { zone } = useMinute();
  const labels = planLabels[i18n.language.startsWith('es') ? 'es' : 'en'];
  return ({ field }, value) => {
    if (value === null) return t('notSet');
    if (field === 'reviewOn' || field === 'agreedOn' || field === 'dueOn')
      return format.weekdayDate(value);
    if (field === 'dueAt') return format.dateTime(value, zone);
    if (field === 'severity') return labelOf(labels.severity, value);
    if (field === 'category') return labelOf(labels.barrierCategory, value);
    if (field === 'agreement') return labelOf(labels.agreement, value);
    if (field === 'kind') return labelOf(labels.activityKind, value);
    return value;
  };
};

export const CompareView = ({
  before,
  after,
  version,
}: {
  before: PlanContent;
  after: PlanContent;
  /** Number of the earlier version. */
  version: number;
}): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const valueText = useValueText();
  const changes = planChanges(before, after);
  const fieldName = (field: string): string =>
    i18n.exists(`careplans:field.${field}`) ? String(t(`field.${field}` as never)) : field;
  return (
    <section className="cp-compare" aria-label={t('compareTitle', { version })}>
      <div className="section-head">
        <h3>{t('compareTitle', { version })}</h3>
        <span className="n">{changes.length}</span>
      </div>
      {changes.length === 0 ? (
        <p className="s2">{t('compareNone')}</p>
      ) : (
        <ul>
          {changes.map((change, index) => (
            <li key={`${change.record}-${change.id}-${change.kind}-${change.field}-${index}`}>
              <span className="cp-tag">{t(`change.${change.kind}`)}</span>
              <div className="grow">
                <div>
                  <span className="m">
                    {change.kind === 'moved'
                      ? t('orderChanged')
                      : `${t(`record.${change.record}`)}: ${change.title}`}
                  </span>
                  <span className="t-cap">
                    {' '}
                    {[
                      change.problem === null || change.record === 'problem'
                        ? null
                        : t('underProblem', { number: change.problem }),
                      change.field === null ? null : fieldName(change.field),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </div>
                {change.field === null ? null : (
                  <div className="cp-diff">
                    <del aria-label={`${t('before')}: ${valueText(change, change.before)}`}>
                      {valueText(change, change.before)}
                    </del>
                    <ins aria-label={`${t('after')}: ${valueText(change, change.after)}`}>
                      {valueText(change, change.after)}
                    </ins>
                  </div>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
