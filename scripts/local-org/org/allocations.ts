/**
 * Daily allocations of the org by name ("REST API Developer Guide: Limits"). An embedded org enforces none: what is told is
 * the platform's for a developer org, unused.
 */
export const allocations: Readonly<Record<string, number>> = {
  DailyApiRequests: 15_000,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryJobs: 10_000,
  DataStorageMB: 5_120,
  FileStorageMB: 5_120,
  SingleEmail: 5_000
};
