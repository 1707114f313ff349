trigger LoyaltyClaimTrigger on LoyaltyTransaction__c(before insert, before update) {
    ClaimTriggerHandler.run();
}
