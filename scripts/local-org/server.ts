import { setOrgDomain } from "./apex/runtime/org-domain.ts";
import { addIngestRoutes } from "./api/bulk/ingest-routes.ts";
import { IngestProcessor } from "./api/bulk/ingest-processor.ts";
import { IngestStore } from "./api/bulk/ingest-store.ts";
import { addBulkV1Routes } from "./api/bulk-v1/routes.ts";
import { addQueryJobRoutes } from "./api/bulk/query-routes.ts";
import { addLoginRoutes } from "./api/soap/login.ts";
import { addMetadataRoutes } from "./api/metadata/routes.ts";
import { Router } from "./api/http/router.ts";
import { startServer, type RunningServer } from "./api/http/server.ts";
import { addLoginAsRoute, frontdoorAddress } from "./api/http/login-as.ts";
import { announce } from "./api/http/running-orgs.ts";
import { Sessions } from "./api/http/sessions.ts";
import { addActionRoutes } from "./api/rest/actions.ts";
import { addGraphqlRoutes } from "./api/graphql/routes.ts";
import { addNotificationRoutes } from "./api/rest/notifications.ts";
import { addApexRestRoutes } from "./api/rest/apex-rest.ts";
import { addCollectionRoutes } from "./api/rest/collections.ts";
import { addCompositeRoutes } from "./api/rest/composite.ts";
import { addDescribeRoutes } from "./api/rest/describe.ts";
import { addDiscoveryRoutes } from "./api/rest/discovery.ts";
import { addQueryRoutes } from "./api/rest/query.ts";
import { addRecordRoutes } from "./api/rest/records.ts";
import { addRelatedRecordRoutes } from "./api/rest/related-records.ts";
import { addReplicationRoutes } from "./api/rest/replication.ts";
import { addSearchRoutes } from "./api/rest/search.ts";
import { addTreeRoutes } from "./api/rest/tree.ts";
import { addUserPasswordRoutes } from "./api/rest/user-password.ts";
import { addUiRecordRoutes } from "./api/rest/ui-records.ts";
import { addStreamingRoutes } from "./api/streaming/routes.ts";
import { addToolingRoutes } from "./api/tooling/routes.ts";
import { buildComponents, type BuiltComponents } from "./lightning/build/build-components.ts";
import { queryOfListView } from "./lightning/describe/list-views.ts";
import { addPageDescribeRoutes, pageCalls } from "./lightning/describe/routes.ts";
import { addLightningRoutes } from "./lightning/server/routes.ts";
import { addSiteRoutes, calledBySite, refuseExternal, siteAddress } from "./lightning/server/site-routes.ts";
import type { Org } from "./org/types.ts";

export interface OrgServerOptions {
  readonly org: Org;
  /** 0 takes any free port. */
  readonly port: number;
  /** Keeps compiled pages between runs. */
  readonly cacheFolder: string;
  /** The administrator's token; a new one where absent. */
  readonly accessToken?: string;
}

export interface OrgServer extends RunningServer {
  readonly accessToken: string;
  /** Patterns of what it answers; the open ones may be called without a session. */
  readonly routes: { readonly secured: readonly string[]; readonly open: readonly string[] };
  /** Compiles the Lightning pages now instead of at their first request; throws what does not compile. */
  buildPages(): Promise<BuiltComponents>;
  /** Address that logs a browser in and opens a page. */
  pageAddress(path?: string): string;
  /** The first page of the first site; undefined where there is none. */
  siteAddress(): string | undefined;
}

/** Serves an org over HTTP on the loopback interface: the platform's APIs and its Lightning pages. */
export async function serveOrg(options: OrgServerOptions): Promise<OrgServer> {
  const { org } = options;
  const sessions = new Sessions(org.id, (id) => org.activeUserById(id));
  const { token } = sessions.start(org.administrator, options.accessToken);
  const [router, openRouter] = [new Router(), new Router()];
  const pages = pageBuilder(options);
  // `describe` and `updated` would read as a record's id: their routes come first.
  for (const add of [
    addDescribeRoutes,
    addPageDescribeRoutes,
    addReplicationRoutes,
    addUserPasswordRoutes,
    addRecordRoutes,
    addRelatedRecordRoutes,
    addActionRoutes,
    addNotificationRoutes,
    (router: Router) => addQueryRoutes(router, queryOfListView),
    addCollectionRoutes,
    addCompositeRoutes,
    addTreeRoutes,
    addUiRecordRoutes,
    addGraphqlRoutes,
    addApexRestRoutes,
    addQueryJobRoutes
  ])
    add(router);
  addDiscoveryRoutes(router, openRouter);
  addSearchRoutes(router);
  addStreamingRoutes(router);
  addToolingRoutes(router, openRouter, sessions);
  addLoginRoutes(router, openRouter, sessions, pageCalls);
  addLoginAsRoute(router, sessions);
  addMetadataRoutes(router, openRouter, sessions);
  const bulkStore = new IngestStore(org);
  const ingest = new IngestProcessor(org, bulkStore);
  addIngestRoutes(router, bulkStore, ingest);
  addBulkV1Routes(openRouter, sessions, bulkStore, ingest);
  addLightningRoutes(router, openRouter, { org, sessions, components: pages });
  addSiteRoutes(openRouter, org, sessions);
  const server = await startServer({
    org,
    sessions,
    router,
    openRouter,
    port: options.port,
    calledBySite: (path) => calledBySite(org, path),
    refuse: refuseExternal
  });
  org.transaction(org.administrator, (tx) => setOrgDomain(tx.database, server.origin));
  const { origin: instanceUrl, port } = server;
  const withdraw = announce(options.cacheFolder, { port, instanceUrl, accessToken: token, pid: process.pid });
  ingest.resume();
  const schedule = setInterval(() => org.startDueJobs(), 1_000).unref();
  return {
    ...server,
    accessToken: token,
    routes: { secured: router.patterns, open: openRouter.patterns },
    buildPages: pages,
    pageAddress: (path) => frontdoorAddress(server.origin, token, path),
    siteAddress: () => siteAddress(org, server.origin),
    close: async () => {
      withdraw();
      clearInterval(schedule);
      ingest.stop();
      await server.close();
    }
  };
}

/** Builds once for each deployed source. */
function pageBuilder({ org, cacheFolder }: OrgServerOptions): () => Promise<BuiltComponents> {
  let source: Org["source"];
  let built: Promise<BuiltComponents> | undefined;
  return () => {
    if (!built || source !== org.source) {
      source = org.source;
      built = buildComponents({ bundles: org.source?.bundles ?? [], namespace: org.schema.namespace, cacheFolder });
    }
    return built;
  };
}
