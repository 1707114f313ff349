trigger LoyaltyClaimTrigger on LoyaltyTransaction__c(before insert, before update, after insert, after update) {
    ClaimTriggerHandler.run();
}
