trigger LoyaltyMergeTrigger on LoyaltyMerge__c(before insert, before update, before delete) {
    EngineOwned.refuse();
}
