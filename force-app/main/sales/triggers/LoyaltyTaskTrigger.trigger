/** See MappedRecordTriggerHandler. */
trigger LoyaltyTaskTrigger on Task(after insert, after update, after delete, after undelete) {
    MappedRecordTriggerHandler.run();
}
