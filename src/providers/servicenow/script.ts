/** The header that carries the connection's secret, and the one that names a delivery. */
export const secretHeader = 'X-Crosstie-Secret'
export const deliveryHeader = 'X-Crosstie-Delivery'

/**
 * The Business Rule that tells the hub of a change: for the Rhino engine of the instance, so without anything newer than ES5.
 * It says which incident and nothing about it, and writes no secret into the log.
 * https://www.servicenow.com/docs/r/api-reference/server-api-reference/c_RESTMessageV2API.html
 */
export function businessRule(hook: { url: string; secret: string }): { title: string; text: string } {
  const text = `(function executeRule(current, previous) {
  var operation = String(current.operation());
  if (operation === 'update' && !current.state.changes()) {
    return;
  }
  try {
    var sysId = String(current.getUniqueValue());
    var request = new sn_ws.RESTMessageV2();
    request.setEndpoint(${JSON.stringify(hook.url)});
    request.setHttpMethod('post');
    request.setHttpTimeout(10000);
    request.setRequestHeader('Content-Type', 'application/json');
    request.setRequestHeader('${secretHeader}', ${JSON.stringify(hook.secret)});
    request.setRequestHeader('${deliveryHeader}', sysId + '.' + current.getValue('sys_mod_count') + '.' + operation);
    request.setRequestBody(JSON.stringify({ sys_id: sysId, operation: operation }));
    request.executeAsync();
  } catch (error) {
    gs.error('Crosstie was not told of a change of ' + current.getValue('number') + ': ' + error.message);
  }
})(current, previous);
`
  return { title: 'Business Rule “Tell Crosstie” on Incident', text }
}

/** A60: the settings of the rule around the script. */
export const webhookSteps = [
  'Sign in as an administrator and open System Definition > Business Rules > New.',
  'Name: “Tell Crosstie”. Table: Incident [incident]. Tick Active and Advanced.',
  'When to run: When “after”, Order 1000; tick Insert, Update and Delete. No filter condition: the script looks itself whether the state changed.',
  'Advanced > Script: replace what stands there by the script shown here. It holds the secret, so let only administrators read the rule.',
  'Submit. The instance must be able to reach the hub; where it cannot, the hub’s own polling is enough.',
]
