/** What the hubs of the tests are given that must never come out of them: watch.ts looks for it in all that they say. */
export const testCredentials = {
  adminToken: 'ct_administrator_of_the_test_world_000000',
  adminPassword: 'correct horse battery',
  secretKey: 'a secret key for the tests only, 32 characters',
  jiraToken: 'jira-token',
  jiraPassword: 'jira-password',
  azureToken: 'ado-token',
  serviceNowPassword: 'snow-password',
  oceaneSecret: 'oceane-secret',
  consoleKey: 'console-key',
  oidcClientSecret: 'the-secret-of-the-client-crosstie',
}
