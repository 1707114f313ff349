/** See MappedRecordTriggerHandler. */
trigger LoyaltyOrderItemTrigger on OrderItem(after insert, after update, after delete) {
    MappedRecordTriggerHandler.run();
}
