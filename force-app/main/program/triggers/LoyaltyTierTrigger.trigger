trigger LoyaltyTierTrigger on LoyaltyTier__c(
    before insert,
    before update,
    after insert,
    after update,
    after delete,
    after undelete
) {
    TierTriggerHandler.run();
}
