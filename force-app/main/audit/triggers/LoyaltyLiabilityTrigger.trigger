trigger LoyaltyLiabilityTrigger on LoyaltyLiability__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
