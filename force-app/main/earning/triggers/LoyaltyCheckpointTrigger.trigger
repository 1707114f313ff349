trigger LoyaltyCheckpointTrigger on LoyaltyCheckpoint__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
