trigger LoyaltyClaimedSerialTrigger on LoyaltyClaimedSerial__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
