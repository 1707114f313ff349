/** See MappedRecordTriggerHandler. */
trigger LoyaltyEventTrigger on Event(after insert, after update, after delete, after undelete) {
    MappedRecordTriggerHandler.run();
}
