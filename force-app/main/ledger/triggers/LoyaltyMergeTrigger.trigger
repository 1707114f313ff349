trigger LoyaltyMergeTrigger on LoyaltyMerge__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
