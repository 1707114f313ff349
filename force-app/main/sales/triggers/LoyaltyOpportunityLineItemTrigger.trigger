/** See MappedRecordTriggerHandler. */
trigger LoyaltyOpportunityLineItemTrigger on OpportunityLineItem(after insert, after update, after delete) {
    MappedRecordTriggerHandler.run();
}
