trigger LoyaltyTierChangeTrigger on LoyaltyTierChange__c(before insert, before update, before delete, after insert, after update) {
    TierChangeTriggerHandler.run();
}
