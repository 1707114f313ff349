trigger LoyaltyTierChangeTrigger on LoyaltyTierChange__c(before insert, before update, before delete) {
    TierChangeTriggerHandler.run();
}
