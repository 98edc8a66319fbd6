/** Two texts of the plan side by side, word by word (plan-compare.png); what is the same is left out. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { planChanges, type PlanChange } from '../../../shared/careplans/changes';
import type { PlanContent } from '../../../shared/careplans/version';
import { wordDiff, type WordRun } from '../../../shared/careplans/word-diff';
import { useFieldName, useValueText } from './use-value-text';

/** One side of a compared text: the words of the other side are not in it. */
const Words = ({
  runs,
  side,
}: {
  runs: readonly WordRun[];
  side: 'before' | 'after';
}): ReactElement => (
  <>
    {runs.map(({ kind, text }, index) =>
      kind === 'same' ? (
        <span key={index}>{text}</span>
      ) : kind === 'out' && side === 'before' ? (
        <del key={index}>{text}</del>
      ) : kind === 'in' && side === 'after' ? (
        <ins key={index}>{text}</ins>
      ) : null,
    )}
  </>
);

const ChangeRow = ({ change, version }: { change: PlanChange; version: number }): ReactElement => {
  const { t } = useTranslation('careplans');
  const valueText = useValueText();
  const fieldName = useFieldName();
  const { kind, record, field, title, before, after } = change;
  const label = [t(`record.${record}`), field === null ? null : fieldName(field)]
    .filter(Boolean)
    .join(', ');
  const isOneSided = kind === 'added' || kind === 'removed';
  const runs =
    field === null
      ? null
      : wordDiff(
          before === null ? '' : valueText(field, before),
          after === null ? '' : valueText(field, after),
        );
  const whole = kind === 'moved' && record === 'plan' ? t('orderChanged') : title;
  return (
    <tr>
      <th scope="row">
        <span>{label}</span>
        {field === null || record === 'plan' ? null : <span className="t-cap">{title}</span>}
      </th>
      <td>
        {runs !== null ? (
          before === null ? (
            <span className="t-cap">{t('notSet')}</span>
          ) : (
            <Words runs={runs} side="before" />
          )
        ) : kind === 'added' ? (
          <span className="t-cap">{t('notInVersion', { version })}</span>
        ) : kind === 'removed' ? (
          <del>{whole}</del>
        ) : (
          whole
        )}
      </td>
      <td>
        {runs !== null ? (
          after === null ? (
            <span className="t-cap">{t('notSet')}</span>
          ) : (
            <Words runs={runs} side="after" />
          )
        ) : kind === 'removed' ? (
          <span className="t-cap">{t('change.removed')}</span>
        ) : isOneSided ? (
          <ins>{whole}</ins>
        ) : (
          <ins>{t('change.moved')}</ins>
        )}
      </td>
    </tr>
  );
};

/** Changes under the problem they belong to, those of the plan itself first. */
const byProblem = (changes: readonly PlanChange[]): [number | null, PlanChange[]][] => {
  const groups = new Map<number | null, PlanChange[]>();
  for (const change of changes)
    groups.set(change.problem, [...(groups.get(change.problem) ?? []), change]);
  return [...groups].toSorted(([a], [b]) => (a ?? 0) - (b ?? 0));
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
  const { t } = useTranslation('careplans');
  const changes = planChanges(before, after);
  const titleOf = (number: number | null, list: readonly PlanChange[]): string =>
    number === null
      ? t('planFacts')
      : list.every(({ kind, record }) => kind === 'removed' && record === 'problem')
        ? t('change.removed')
        : `${number}. ${after.problems[number - 1]?.title ?? before.problems[number - 1]?.title ?? ''}`;
  return (
    <section className="cp-compare" aria-label={t('compareTitle', { version })}>
      <div className="section-head">
        <h3>{t('compareTitle', { version })}</h3>
        <span className="n">{changes.length}</span>
      </div>
      {changes.length === 0 ? (
        <p className="s2">{t('compareNone')}</p>
      ) : (
        <table className="cp-diff-table">
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          {byProblem(changes).map(([number, list]) => (
            <tbody key={number ?? 'plan'}>
              <tr>
                <th scope="rowgroup" colSpan={3} className="cp-diff-problem">
                  {titleOf(number, list)}
                </th>
              </tr>
              {list.map((change, index) => (
                <ChangeRow
                  key={`${change.record}-${change.id}-${change.kind}-${change.field}-${index}`}
                  change={change}
                  version={version}
                />
              ))}
            </tbody>
          ))}
        </table>
      )}
    </section>
  );
};
