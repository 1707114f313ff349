trigger LoyaltySyncRunTrigger on LoyaltySyncRun__c(after insert, after update) {
    SyncRunTriggerHandler.run();
}
