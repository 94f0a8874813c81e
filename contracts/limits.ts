/** Most rows of one request for actions, to list or to run them: each costs its own decision, and a call has a limit of questions to its host. */
export const mostActionRows = 25;
