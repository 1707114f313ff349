trigger LoyaltyTierPriceTrigger on LoyaltyTierPrice__c(before insert, before update) {
    TierPriceTriggerHandler.run();
}
