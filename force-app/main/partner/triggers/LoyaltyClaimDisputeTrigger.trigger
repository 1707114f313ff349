trigger LoyaltyClaimDisputeTrigger on LoyaltyClaimDispute__c(before insert, before update, before delete) {
    EngineWrites.refuse();
}
