/** See MappedRecordTriggerHandler. */
trigger LoyaltyOrderTrigger on Order(after insert, after update, after delete, after undelete) {
    MappedRecordTriggerHandler.run();
}
