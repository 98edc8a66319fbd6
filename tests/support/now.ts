/** The instant tests tell, unless they say another: the demonstration hospital's anchor. */
export const testNow = '2026-03-12T13:42:00.000Z';
