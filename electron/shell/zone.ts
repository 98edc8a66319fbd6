/** The IANA zone this machine is set to. */
export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
