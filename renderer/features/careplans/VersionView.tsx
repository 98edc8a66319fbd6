/** A signed version to read: nothing in it can be changed. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ownerWords } from '../../../shared/careplans/changes';
import { labelOf, planLabels } from '../../../shared/careplans/labels';
import type { GoalContent, PlanContent, ProblemContent } from '../../../shared/careplans/version';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { ProgressLine } from './ProgressLine';

const GoalRead = ({ goal }: { goal: GoalContent }): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const facts: [string, string | null][] = [
    [t('measure'), goal.measure],
    [t('baseline'), goal.baseline],
    [t('target'), goal.target],
    [t('due'), goal.dueOn === null ? null : format.date(goal.dueOn)],
    [t('goalOwnWords'), goal.ownWords],
    [t('now'), goal.progress.at(-1)?.value ?? null],
  ];
  return (
    <article className="cp-goal">
      <div className="cp-goal-head">
        <span className="cp-tag">{t('goal')}</span>
        <span className="b grow">{goal.description}</span>
        <span className="sev">{t(`achievement.${goal.achievementStatus}`)}</span>
      </div>
      <div className="cp-read-facts">
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <div className="t-label">{label}</div>
              {value}
            </div>
          ),
        )}
        <ProgressLine goal={goal} />
      </div>
    </article>
  );
};

const ProblemRead = ({
  problem,
  number,
}: {
  problem: ProblemContent;
  number: number;
}): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const labels = planLabels[i18n.language.startsWith('es') ? 'es' : 'en'];
  return (
    <section className="cp-problem">
      <h3 className="t-subject">
        {number}. {problem.title}
      </h3>
      {problem.ownWords === null ? null : (
        <p className="t-read">
          <span className="t-cap">{t('ownWordsLabel')}</span> “{problem.ownWords}”
        </p>
      )}
      {problem.goals.map((goal) => (
        <GoalRead key={goal.id} goal={goal} />
      ))}
      {problem.activities.length === 0 ? null : (
        <ul className="cp-read-list" aria-label={t('interventions')}>
          {problem.activities.map((activity) => (
            <li key={activity.id}>
              <span className="m">{activity.description}</span>
              <span className="s2">
                {[
                  ownerWords(activity),
                  activity.frequency,
                  activity.dueOn === null ? null : format.date(activity.dueOn),
                  labels.activityStatus[activity.status],
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {problem.barriers.length === 0 ? null : (
        <ul className="cp-read-list" aria-label={t('barriers')}>
          {problem.barriers.map((barrier) => (
            <li key={barrier.id}>
              <span className="m">{barrier.title}</span>
              <span className="s2">
                {[
                  labelOf(labels.barrierCategory, barrier.category),
                  labels.severity[barrier.severity],
                  barrier.removableBy,
                  barrier.resolvedAt === null
                    ? null
                    : t('resolved', {
                        date: format.date(localDateOf(barrier.resolvedAt, zone), today),
                      }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

export const VersionView = ({
  content,
  note,
}: {
  content: PlanContent;
  /** Says which version this is, and that it is only read. */
  note: string;
}): ReactElement => (
  <div className="cp-read" role="region" aria-label={content.title} tabIndex={0}>
    <div className="cp-read-page">
      <p className="cp-read-note" role="note">
        {note}
      </p>
      <h2 className="t-page">{content.title}</h2>
      {content.problems.map((problem, index) => (
        <ProblemRead key={problem.id} problem={problem} number={index + 1} />
      ))}
    </div>
  </div>
);
