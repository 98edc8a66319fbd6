/** The unit that the sheet of quick capture knows: its lines are read against it by `rules:check`. */
import type { CaptureContext } from '../quick-capture/types';

const patient = (bed: string, familyName: string, givenName: string, mrn: string) => ({
  bed,
  familyName,
  givenName,
  mrn,
});

export const captureExample: Omit<CaptureContext, 'now' | 'zone' | 'open'> = {
  holidays: new Set(),
  me: 'Robin Elmcrest',
  patients: [
    patient('409', 'Alderwick', 'Jonas', '9904701'),
    patient('412', 'Thistledown', 'Nell', '9904702'),
    patient('415', 'Alderwick', 'June', '9904703'),
    patient('418', 'Ferncastle', 'Lupe', '9904704'),
    patient('501-1', 'Brackenford', 'Ada', '9904417'),
    patient('501-2', 'Tidewater', 'Amos', '9904603'),
    patient('503-1', 'Winterbourne', 'Effie', '9904498'),
    patient('503-2', 'Saltmarsh', 'Noel', '9904571'),
    patient('506-1', 'Yarrowby', 'Fern', '9904584'),
    patient('506-2', 'Stonecrop', 'Abel', '9904637'),
    patient('508-1', 'Hazelmere', 'Ruth', '9904588'),
    patient('508-2', 'Meadowlark', 'Jem', '9904605'),
    patient('510-1', 'Marlstone', 'Edith', '9904529'),
    patient('511-2', 'Quillfern', 'Otis', '9904608'),
    patient('513-1', 'Mossgrove', 'Pearl', '9904535'),
    patient('513-2', 'Driftmoor', 'Sol', '9904614'),
    patient('515-1', 'Cindermoor', 'Zora', '9904626'),
  ],
  emptyBeds: ['420', '516-1', '517-1', '517-2'],
  staff: [
    'Robin Elmcrest',
    'Kit Dunmarsh',
    'Sasha Brookmoor',
    'Mara Brindlewood',
    'Joss Fenwillow',
    'Dr. Imre Slatefield',
    'Dr. Odile Pinecrest',
    'Teo Larkhill',
    'Priya Stonehaven',
  ],
  organizations: [
    'Willow Quay',
    'Pinebarrow',
    'Larch Hill',
    'Fernbank',
    'Sedgemere',
    'Oakview',
    'Northplan',
    'Everfold',
  ],
  payers: ['Northplan', 'Everfold'],
};
