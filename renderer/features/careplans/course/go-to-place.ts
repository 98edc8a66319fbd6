/** Brings a person to the field where something is mended, once it is drawn. */
import type { Blocker } from '../../../../shared/careplans/activation';
import type { CarePlan } from '../../../../shared/careplans/plan';

/** A place names itself by `data-place`. */
export const placeOf = (plan: CarePlan, blocker: Blocker): string | null => {
  switch (blocker.code) {
    case 'noMeasure':
      return `${blocker.recordId}:measure`;
    case 'noDueDate':
      return `${blocker.recordId}:dueOn`;
    case 'noOwner':
      return `${blocker.recordId}:owner`;
    case 'noGoal':
      return `${blocker.problemId}:goals`;
    case 'noProblem':
      return 'plan:problems';
    case 'noReview':
    case 'reviewPast':
      return `${plan.id}:reviewOn`;
    case 'noAgreement':
      return `${plan.id}:agreement`;
    case 'noAgreementReason':
      return `${plan.id}:agreementNote`;
    case 'noParticipants':
      return 'plan:participants';
    default:
      return null;
  }
};

/** Frames that a dialog takes to close and give the focus back, and a problem to be drawn. */
const framesWaited = 180;
const controls = 'input:not([disabled]), textarea, select:not([disabled]), button:not([disabled])';

/** Focuses the place's first control and keeps it, while the dialog that was left gives focus back. */
export const goToPlace = (place: string, open = false): void => {
  let frames = 0;
  const look = (): void => {
    const found = document
      .querySelector(`[data-place="${place}"]`)
      ?.querySelector<HTMLElement>(controls);
    const free = document.querySelector('[role="dialog"]') === null;
    if (found && free) {
      found.scrollIntoView({ block: 'center' });
      found.focus();
      if (open) found.click();
      return;
    }
    frames += 1;
    if (frames < framesWaited) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
