trigger LoyaltyRebateTrigger on LoyaltyRebate__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
