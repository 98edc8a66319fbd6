/**
 * What a template would do, line by line: in the template, in the plan, what happens. Texts for
 * clinicians are in English, whatever the window's language.
 */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isOpenChoice,
  type PreviewItem,
  type PreviewProblem,
} from '../../../shared/careplans/templates/merge';
import type { TemplatePreview } from '../../../shared/careplans/templates/summary';
import { localDateOf } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';

type Kind = 'goal' | 'intervention' | 'barrier';

/** What is chosen, and how a line is turned on or off. */
export interface Choosing {
  chosen: ReadonlySet<string>;
  turn: (items: readonly string[], on: boolean) => void;
}

const Happens = ({ item, on }: { item: PreviewItem; on: boolean }): ReactElement => {
  const { t } = useTranslation('careplans');
  if (item.state === 'there')
    return (
      <span className="s2 nw">
        <Icon name="check" size={14} /> {t('template.state.there')}
      </span>
    );
  if (!on)
    return (
      <span className="s2">
        {t(item.state === 'takenOut' ? 'template.state.takenOut' : 'template.left')}
      </span>
    );
  return (
    <span className="cp-happens">
      <Icon name="plus" size={14} />
      {t(item.state === 'date' ? 'template.state.date' : 'template.state.add')}
    </span>
  );
};

const Line = ({
  item,
  kind,
  problem,
  role,
  choosing,
}: {
  item: PreviewItem;
  kind: Kind;
  /** Its problem, which comes along. */
  problem: PreviewProblem | null;
  role: string | null;
  choosing: Choosing;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const { chosen, turn } = choosing;
  const open = isOpenChoice(item);
  const on = open && chosen.has(item.item);
  const brings = problem !== null && isOpenChoice(problem) ? [problem.item] : [];
  const due =
    kind === 'barrier'
      ? null
      : item.dueOn === null
        ? t('template.notDated')
        : t('template.byDate', { date: format.date(item.dueOn, today) });
  return (
    <tr className={on ? undefined : 'off'}>
      <td>
        {open ? (
          <input
            type="checkbox"
            aria-label={`${t(`template.${kind}`)}: ${item.text}`}
            checked={on}
            onChange={() => turn(on ? [item.item] : [...brings, item.item], !on)}
          />
        ) : null}
      </td>
      <td>
        <span className="t-cap">{t(`template.${kind}`)}</span>
        <span className="m" lang="en">
          {item.text}
        </span>
      </td>
      <td className="s2">
        {item.yours === null
          ? t('template.nothingLike')
          : [
              item.yours.text,
              ...(item.yours.dueOn === null ? [] : [format.date(item.yours.dueOn, today)]),
              ...(item.yours.ownerName === null ? [] : [item.yours.ownerName]),
            ].join(', ')}
      </td>
      <td>
        <Happens item={item} on={on} />
      </td>
      <td className="s2">{[due, role].filter(Boolean).join('. ')}</td>
    </tr>
  );
};

const ProblemLines = ({
  problem,
  roles,
  choosing,
}: {
  problem: PreviewProblem;
  roles: TemplatePreview['roles'];
  choosing: Choosing;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { chosen, turn } = choosing;
  const choices = [problem, ...problem.goals, ...problem.interventions].filter(isOpenChoice);
  const on = choices.length > 0 && choices.every(({ item }) => chosen.has(item));
  const some = choices.some(({ item }) => chosen.has(item));
  return (
    <tbody>
      <tr className="cp-template-problem">
        <td>
          {choices.length === 0 ? null : (
            <input
              type="checkbox"
              aria-label={t('template.whole', { title: problem.text })}
              checked={on}
              ref={(box) => {
                if (box) box.indeterminate = some && !on;
              }}
              onChange={() =>
                turn(
                  choices.map(({ item }) => item),
                  !on,
                )
              }
            />
          )}
        </td>
        <th scope="rowgroup" colSpan={2}>
          <span lang="en">{problem.text}</span>
          {problem.note === null ? null : (
            <span className="t-cap" lang="en">
              {problem.note}
            </span>
          )}
        </th>
        <td colSpan={2}>
          <Happens item={problem} on={some} />
        </td>
      </tr>
      {problem.goals.map((item) => (
        <Line key={item.item} {...{ item, problem, choosing }} kind="goal" role={null} />
      ))}
      {problem.interventions.map((item) => (
        <Line
          key={item.item}
          {...{ item, problem, choosing }}
          kind="intervention"
          role={item.role === null ? null : (roles[item.role] ?? null)}
        />
      ))}
    </tbody>
  );
};

export const TemplateTable = ({
  preview,
  choosing,
}: {
  preview: TemplatePreview;
  choosing: Choosing;
}): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const title = preview.template.title[i18n.language.startsWith('es') ? 'es' : 'en'];
  return (
    <table className="table cp-template-table" aria-label={title}>
      <colgroup>
        <col style={{ width: '2.75rem' }} />
        <col />
        <col style={{ width: '24%' }} />
        <col style={{ width: '10rem' }} />
        <col style={{ width: '20%' }} />
      </colgroup>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('template.what')}</th>
          <th scope="col">{t('template.yours')}</th>
          <th scope="col">{t('template.happens')}</th>
          <th scope="col">{t('template.when')}</th>
        </tr>
      </thead>
      {preview.problems.map((problem) => (
        <ProblemLines
          key={problem.item}
          problem={problem}
          roles={preview.roles}
          choosing={choosing}
        />
      ))}
      {preview.barriers.length === 0 ? null : (
        <tbody>
          <tr className="cp-template-problem">
            <td />
            <th scope="rowgroup" colSpan={4}>
              {t('template.barriers')}
              <span className="t-cap">{t('template.barriersText')}</span>
            </th>
          </tr>
          {preview.barriers.map((item) => (
            <Line
              key={item.item}
              item={item}
              kind="barrier"
              problem={null}
              role={item.category === null ? null : t(`barrierCategory.${item.category}`)}
              choosing={choosing}
            />
          ))}
        </tbody>
      )}
    </table>
  );
};
