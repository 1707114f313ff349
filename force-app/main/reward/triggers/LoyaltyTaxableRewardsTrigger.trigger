trigger LoyaltyTaxableRewardsTrigger on LoyaltyTaxableRewards__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
