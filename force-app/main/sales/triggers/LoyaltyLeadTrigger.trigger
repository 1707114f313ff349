/** See MappedRecordTriggerHandler. */
trigger LoyaltyLeadTrigger on Lead(after insert, after update, after delete, after undelete) {
    MappedRecordTriggerHandler.run();
}
