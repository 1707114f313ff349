trigger LoyaltyCheckpointTrigger on LoyaltyCheckpoint__c(before insert, before update, before delete) {
    EngineOwned.refuse();
}
