/** See MappedRecordTriggerHandler. */
trigger LoyaltyCaseTrigger on Case(after insert, after update, after delete, after undelete) {
    MappedRecordTriggerHandler.run();
}
