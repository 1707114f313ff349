import { ok, type ApiRequest } from "../../api/http/exchange.ts";
import type { SoapService } from "../../api/soap/envelope.ts";
import type { Router } from "../../api/http/router.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { LayoutDescription } from "./layouts.ts";
import { describeListView, listViewResults, listViews, oneListView } from "./list-views.ts";
import { defaultValues, describeAction, listActions, runAction } from "./quick-actions.ts";
import { tabs, tabSets, theme } from "./tabs.ts";

/** The same over SOAP. */
export const pageCalls: SoapService["operations"] = {
  describeTabs: (_call, request) => request.transaction((tx) => tabSets(request, tx))
};

/** How the pages are laid out, for clients that draw their own ("REST API Developer Guide: Reference"). */
export function addPageDescribeRoutes(router: Router): void {
  const base = "/services/data/:version";
  const object = `${base}/sobjects/:object`;
  const get = (path: string, answer: (request: ApiRequest, tx: Transaction) => unknown): void => {
    router.on(`GET ${path}`, (request) => request.transaction((tx) => ok(answer(request, tx))));
  };
  get(`${object}/describe/layouts`, (request, tx) => new LayoutDescription(request, tx).layouts());
  get(`${object}/describe/namedLayouts/:name`, (request, tx) =>
    new LayoutDescription(request, tx).namedLayout(request.parameters["name"]!)
  );
  get(`${object}/describe/compactLayouts`, (request, tx) => new LayoutDescription(request, tx).compactLayouts());
  get(`${object}/describe/approvalLayouts`, (request, tx) => new LayoutDescription(request, tx).approvalLayouts());
  get(`${object}/listviews`, listViews);
  get(`${object}/listviews/:view`, oneListView);
  get(`${object}/listviews/:view/describe`, describeListView);
  get(`${object}/listviews/:view/results`, listViewResults);
  get(`${base}/tabs`, tabs);
  get(`${base}/theme`, theme);
  for (const actions of [`${base}/quickActions`, `${object}/quickActions`])
    router
      .on(`GET ${actions}`, listActions)
      .on(`GET ${actions}/:action`, describeAction)
      .on(`GET ${actions}/:action/describe`, describeAction)
      .on(`GET ${actions}/:action/defaultValues`, defaultValues)
      .on(`GET ${actions}/:action/defaultValues/:context`, defaultValues)
      .on(`POST ${actions}/:action`, runAction);
}
