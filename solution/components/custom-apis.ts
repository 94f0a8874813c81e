import { type ApiContract, apis, pluginPackage, requestParameter, responseProperty } from '../../contracts/index.ts';
import type { Contribution, SolutionFile } from '../contribution.ts';
import { pluginTypeExportKey } from '../ids.ts';
import { rowText } from '../texts.ts';
import { element, textElement } from '../xml.ts';

/** Type number of a text parameter. */
const stringType = 10;

/** Every custom API is one plug-in type; it tells them apart by the message. */
export const customApiExportKey = (): string =>
  pluginTypeExportKey(pluginPackage.uniqueName, pluginPackage.assembly, pluginPackage.customApiType);

function definition(api: ApiContract): SolutionFile {
  return {
    kind: 'document',
    path: `customapis/${api.uniqueName}/customapi.xml`,
    root: element(
      'customapi',
      { uniquename: api.uniqueName },
      textElement('allowedcustomprocessingsteptype', 0),
      textElement('bindingtype', 0),
      rowText('description', api.description),
      rowText('displayname', api.displayName),
      textElement('executeprivilegename', api.executePrivilege),
      textElement('iscustomizable', 0),
      textElement('isfunction', 0),
      textElement('isprivate', 0),
      textElement('name', api.uniqueName),
      element('plugintypeid', {}, textElement('plugintypeexportkey', customApiExportKey())),
      textElement('workflowsdkstepenabled', 0),
    ),
  };
}

function parameter(api: ApiContract): SolutionFile {
  return {
    kind: 'document',
    path: `customapis/${api.uniqueName}/customapirequestparameters/${requestParameter}/customapirequestparameter.xml`,
    root: element(
      'customapirequestparameter',
      { uniquename: requestParameter },
      rowText('description', 'The request as JSON.'),
      rowText('displayname', requestParameter),
      textElement('iscustomizable', 0),
      textElement('isoptional', 0),
      textElement('name', `${api.uniqueName}.${requestParameter}`),
      textElement('type', stringType),
    ),
  };
}

/** A response property must not have `isoptional`: the import fails. */
function property(api: ApiContract): SolutionFile {
  return {
    kind: 'document',
    path: `customapis/${api.uniqueName}/customapiresponseproperties/${responseProperty}/customapiresponseproperty.xml`,
    root: element(
      'customapiresponseproperty',
      { uniquename: responseProperty },
      rowText('description', 'The answer as JSON: a result or a refusal.'),
      rowText('displayname', responseProperty),
      textElement('iscustomizable', 0),
      textElement('name', `${api.uniqueName}.${responseProperty}`),
      textElement('type', stringType),
    ),
  };
}

/** The custom APIs of the contract: unbound, one text in, one text out, bound to the plug-in type by its export key. */
export const customApisComponent = (): Contribution => ({
  files: Object.values<ApiContract>(apis).flatMap((api) => [definition(api), parameter(api), property(api)]),
});
