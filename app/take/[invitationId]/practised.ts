/** Cookie that holds the invitation whose practice was last opened on this device. */
export const PRACTISED = "practised";
