/** Appointments whose form was left with text in it: offered above the calendar. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { keptDraft } from '../../app/drafts';
import { useOfferedForms } from '../../app/open-forms';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { newAppointmentForm, occurrenceOfForm } from './AppointmentDialog';
import type { FormPlace } from './use-form-place';

const titleOf = (form: string): string =>
  (JSON.parse(keptDraft(form)?.text ?? '{}') as { title?: string }).title?.trim() ?? '';

export const LeftForms = ({ place }: { place: FormPlace }): ReactElement | null => {
  const { t } = useTranslation('calendar');
  const forms = useOfferedForms('appointments');
  if (forms.length === 0) return null;
  return (
    <div className="left-forms">
      {forms.map((form) => {
        const key = occurrenceOfForm(form);
        if (key === null && form !== newAppointmentForm) return null;
        return (
          <LeftUnsaved
            key={form}
            form={form}
            what={titleOf(form) || t(key === null ? 'form.titleNew' : 'form.titleChange')}
            onGoOn={() => (key === null ? place.openNew(null) : place.openOccurrence({ key }))}
          />
        );
      })}
    </div>
  );
};
