/** See MappedRecordTriggerHandler. */
trigger LoyaltyOpportunityTrigger on Opportunity(after insert, after update, after delete, after undelete) {
    MappedRecordTriggerHandler.run();
}
